/** The long texts of the AsyncAPI document, in CommonMark. */

export const INTRODUCTION = `What a kiosk says and hears over MQTT 3.1.1. Operations are told from the kiosk's point of view: \
it *sends* what a platform receives and *receives* what a platform sends. Both ends validate with the schemas of this document at run time.

### Rules
- QoS 1 everywhere; never QoS 2. Payloads are UTF-8 JSON of at most 64 KiB. All meaning is in the payload.
- Levels of a topic match \`[a-z0-9_-]{1,64}\`. A kiosk's credential allows its own subtree \`{root}/{tenant}/{store}/{kiosk}/\` and nothing else.
- Retained: \`state\`, \`reported\`, \`desired\`, at exact topics. They are published again on every connect, because not every broker keeps them.
- A receiver ignores events whose type it does not know. Within version 1 fields are added, never changed or taken away.

### For a platform
1. Subscribe to \`{root}/{tenant}/+/+/evt/+\` with QoS 1 (and to \`state\`, \`reported\`, \`res\`, \`req\` when you use them).
2. Take each event of a batch once: its \`id\` is unique. At least once means: it may come again.
3. Commit, so that a power cut does not lose it. Then publish \`ack/events\`.
4. Look for gaps, below.

### Acknowledging
\`{ "epoch", "sequence", "ahead" }\`: every event of the epoch **up to and with** \`sequence\` is committed or proven not to come; \
\`ahead\` lists runs of numbers beyond it that are committed too. What is new is sent before a backlog, so \`ahead\` is usual after an outage. \
The watermark is cumulative: one that gets lost costs nothing, an older one is ignored. A kiosk deletes an event for an acknowledgement and for nothing else, \
unless its operator declared the broker durable (setting \`ack: puback\`).

### Proof that nothing is missing
\`sequence\` counts from 1 without gaps inside an \`epoch\`; a new epoch begins when a kiosk's outbox is recreated. A number is accounted for when

- an event with it has come, or
- it lies in \`ranges\` of an \`events_evicted\` event of the same \`epoch\` (the kiosk had to drop it, and says why), or
- it lies in \`ranges\` of a \`consent_withdrawn\` event (not sent any more; those that have come are to be deleted), or
- it is below \`outbox.floor\` of \`state/presence\` and did not come: then it is lost, and you know it.

Anything else is still on the kiosk and will come.

### What goes first when the disk of a kiosk is full
Class \`low\` before \`normal\` before \`high\`, within a class the oldest. The class of each event is its tag.

### What is never in it
No name, customer number or UID of a card: neither in topics nor in payloads of events.`;

export const SERVER =
  'The broker between kiosks and platform: the one built in, Mosquitto, NATS, RabbitMQ, EMQX, HiveMQ or AWS IoT Core.';
