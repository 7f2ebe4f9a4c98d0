/** The commands a hub may give: identify and reload displays, look for a newer catalogue, and make a tag. */
import type { CommandHandler, CommandMessage, CommandResult } from '../../broker/uplink/commands.ts';
import type { DisplayRunner } from '../displays/display-runner.ts';
import type { TagOrders } from '../encode/tag-orders.ts';
import type { IntentDesk } from './intent-desk.ts';

export interface CommandDeps {
  displays: ReadonlyMap<string, DisplayRunner>;
  sync: () => void;
  tags: Pick<TagOrders, 'command'>;
  intents: Pick<IntentDesk, 'report'>;
}

const IDENTIFY_SECONDS = 8;

export function commandHandler({ displays, sync, tags, intents }: CommandDeps): CommandHandler {
  return async (name, message) => {
    if (name === 'sync') {
      sync();
      return { ok: true };
    }
    if (name === 'visit') return visit(displays, message as CommandMessage<'visit'>);
    if (name === 'encode') return tags.command(message as CommandMessage<'encode'>);
    if (name === 'intent') {
      // One that nobody here waits for is heard all the same: a second answer would change nothing.
      intents.report((message as CommandMessage<'intent'>).intent);
      return { ok: true };
    }
    const wanted = 'display' in message ? message.display : undefined;
    const targets = [...displays.values()].filter(
      ({ config }) => wanted === undefined || config.id === wanted,
    );
    for (const display of targets) {
      display.broadcast(
        name === 'reload' ? { type: 'reload' } : { type: 'identify', seconds: IDENTIFY_SECONDS },
      );
    }
    const browsers = targets.reduce((sum, { viewers }) => sum + viewers, 0);
    if (browsers > 0) return { ok: true };
    return { ok: false, code: 'TW_NOT_FOUND', message: 'No browser shows this display now.' };
  };
}

/** The shopper at the display may have left, or asked for another code. */
function visit(
  displays: CommandDeps['displays'],
  { display, visit: id, step, customer, consents }: CommandMessage<'visit'>,
): CommandResult {
  const taken = displays.get(display)?.takeVisit({
    type: 'visit_step',
    visit: id,
    step,
    ...(customer && { customer }),
    ...(consents && { consents }),
  });
  return taken === true ? { ok: true } : { ok: false, code: 'TW_VISIT_OVER' };
}
