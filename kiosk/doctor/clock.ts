/** Is the clock kept by a time service, and does it agree with the hub's? */
import type { Settings } from '../config/settings.ts';
import type { MachineFacts } from './facts.ts';
import type { Finding } from './finding.ts';
import { askHub } from './network.ts';

/** Beyond this, tokens and schedules go wrong. */
const MOST_SKEW_MS = 5000;
const SYNCHRONISE = 'timedatectl set-ntp true (apt-get install systemd-timesyncd or chrony).';

export async function checkTimeService(
  _settings: Settings,
  facts: Pick<MachineFacts, 'run'>,
): Promise<Finding[]> {
  const what = 'Time service';
  const answer = await facts.run('timedatectl', ['show', '--property=NTPSynchronized', '--value']);
  const said = answer?.code === 0 ? answer.stdout.trim() : '';
  if (said === 'yes') return [{ level: 'good', what, finding: 'the clock is synchronised' }];
  if (said === 'no')
    return [
      { level: 'bad', what, finding: 'the clock is not synchronised and will drift', remedy: SYNCHRONISE },
    ];
  return [
    { level: 'note', what, finding: 'could not be asked: timedatectl does not answer', remedy: SYNCHRONISE },
  ];
}

export async function checkClock(settings: Settings): Promise<Finding[]> {
  const before = Date.now();
  const response = await askHub(settings.hub);
  const after = Date.now();
  const date = response?.date ?? null;
  if (date === null) return [{ level: 'note', what: 'Clock', finding: 'could not be compared with the hub' }];
  const skew = Math.abs((before + after) / 2 - date);
  if (skew <= MOST_SKEW_MS) return [{ level: 'good', what: 'Clock', finding: 'agrees with the hub' }];
  return [
    {
      level: 'bad',
      what: 'Clock',
      finding: `is ${Math.round(skew / 1000)} s off the hub’s`,
      remedy: 'timedatectl set-ntp true, on the machine that is wrong.',
    },
  ];
}
