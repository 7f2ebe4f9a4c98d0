/** For the person at the terminal: the addresses worth opening. On standard error; standard output has the ready line. */

export function printAddresses(ready: { kiosk: string; hub: string; mqtt: string }): void {
  const rows: [string, string][] = [
    [`${ready.kiosk}/lab`, 'tap products, cards and a fitting room without hardware'],
    [`${ready.kiosk}/wall`, 'the touchwall'],
    [`${ready.kiosk}/room`, 'the fitting-room screen'],
    [`${ready.hub}/console`, 'the manager’s console'],
    [ready.mqtt, 'the broker: mosquitto_sub -t "tapwall/#" sees every event'],
  ];
  const width = Math.max(...rows.map(([address]) => address.length));
  const lines = rows.map(([address, what]) => `  ${address.padEnd(width)}  ${what}`);
  process.stderr.write(`\nTapwall is ready.\n\n${lines.join('\n')}\n\nCtrl+C ends it.\n`);
}
