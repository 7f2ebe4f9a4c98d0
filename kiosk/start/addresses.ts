/** For the person at the terminal: the addresses worth opening. On standard error; standard output has the ready line. */

export interface Addresses {
  kiosk: string;
  hub: string;
  mqtt: string;
  /** First level of every topic. */
  root: string;
}

export function printAddresses(ready: Addresses): void {
  process.stderr.write(addressText(ready));
}

export function addressText(ready: Addresses): string {
  const rows: [string, string][] = [
    [`${ready.kiosk}/lab`, 'tap products, cards and a fitting room without hardware'],
    [`${ready.kiosk}/wall`, 'the touchwall'],
    [`${ready.kiosk}/room`, 'the fitting-room screen'],
    [`${ready.hub}/console`, 'the manager’s console'],
    [ready.mqtt, `the broker: ${subscribe(ready)} sees every event`],
  ];
  const width = Math.max(...rows.map(([address]) => address.length));
  const lines = rows.map(([address, what]) => `  ${address.padEnd(width)}  ${what}`);
  return `\nTapwall is ready.\n\n${lines.join('\n')}\n\nCtrl+C ends it.\n`;
}

/** mosquitto_sub asks this machine at 1883 unless it is told otherwise. */
function subscribe({ mqtt, root }: Addresses): string {
  const { hostname, port } = new URL(mqtt);
  const host = hostname === '127.0.0.1' ? '' : ` -h ${hostname}`;
  return `mosquitto_sub${host} -p ${port === '' ? '1883' : port} -t "${root}/#"`;
}
