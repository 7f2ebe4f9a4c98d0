/**
 * A platform in one file: keeps every event once and durably, and tells the kiosks, which then delete it. For a chain
 * without our hub: beside one, kiosks would delete what the hub has not got.
 *   npm install mqtt && node consume.mjs mqtts://user:password@broker.example tapwall/demo events.ndjson
 */
import { open, readFile } from 'node:fs/promises';
import { connect } from 'mqtt';

const [url = 'mqtt://127.0.0.1', prefix = 'tapwall/demo', path = 'events.ndjson'] = process.argv.slice(2);
const seen = new Set(); // kiosk and id
const streams = new Map(); // kiosk and epoch → runs of numbers that are accounted for, ascending and apart

function account(stream, ranges) {
  const runs = [];
  for (const [first, last] of [...(streams.get(stream) ?? []), ...ranges].sort((a, b) => a[0] - b[0])) {
    const before = runs.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else runs.push([first, last]);
  }
  streams.set(stream, runs);
}

function take({ kiosk, event }) {
  seen.add(`${kiosk} ${event.id}`);
  account(`${kiosk} ${event.epoch}`, [[event.sequence, event.sequence]]);
  // `events_evicted` and `consent_withdrawn` name numbers that will not come.
  if (event.data.ranges) account(`${kiosk} ${event.data.epoch}`, event.data.ranges);
}

async function commit(kiosk, batch) {
  const once = [...new Map(batch.map((event) => [event.id, event])).values()];
  const fresh = once.filter(({ id }) => !seen.has(`${kiosk} ${id}`)).map((event) => ({ kiosk, event }));
  await file.writeFile(fresh.map((line) => `${JSON.stringify(line)}\n`).join(''));
  await file.datasync(); // Only now may the kiosk delete them.
  fresh.forEach(take);
  for (const epoch of new Set(batch.map((event) => event.epoch))) {
    const runs = streams.get(`${kiosk} ${epoch}`);
    const sequence = runs[0][0] <= 1 ? runs[0][1] : 0;
    const ahead = runs.filter(([first]) => first > sequence).slice(0, 200);
    console.log(`${kiosk} ${sequence}${ahead.map(([first, last]) => ` … ${first}-${last}`).join('')}`);
    client.publish(`${kiosk}/ack/events`, JSON.stringify({ epoch, sequence, ahead }), { qos: 1 });
  }
}

async function receive(topic, message) {
  const kiosk = topic.split('/').slice(0, 4).join('/'); // The broker sees to it that none speaks for another.
  if (topic.endsWith('/batch')) await commit(kiosk, message);
  // What a kiosk cannot send any more was acknowledged before we came, or is lost.
  else if (message.outbox) account(`${kiosk} ${message.outbox.epoch}`, [[0, message.outbox.floor - 1]]);
}
const before = await readFile(path, 'utf8').catch(() => '');
const whole = before.slice(0, before.lastIndexOf('\n') + 1); // A power cut may have torn the last line.
for (const line of whole.split('\n').slice(0, -1)) take(JSON.parse(line));
const file = await open(path, 'a');
await file.truncate(Buffer.byteLength(whole));
const client = connect(url).subscribe([`${prefix}/+/+/evt/batch`, `${prefix}/+/+/state/presence`], {
  qos: 1,
});
let work = Promise.resolve(); // One after the other; what cannot be kept ends the program before it is acknowledged.
client.on('message', (topic, bytes) => void (work = work.then(() => receive(topic, JSON.parse(bytes)))));
