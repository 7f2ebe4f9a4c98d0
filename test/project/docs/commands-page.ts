/** docs/reference/commands.md: what each command prints about itself when asked with `--help`. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { COMMANDS } from '../../../kiosk/cli/commands.ts';
import { ROOT } from '../tree.ts';
import { page, type Page } from './markdown.ts';

const run = promisify(execFile);

export async function commandsPage(): Promise<Page> {
  const sections: string[] = [];
  for (const [name, { summary }] of Object.entries(COMMANDS))
    sections.push(`## tapwall ${name}`, `${summary[0]?.toUpperCase()}${summary.slice(1)}.`, await help(name));
  return page('commands.md', [
    '# Commands',
    'From a checkout: `npm start -- FLAGS` is `tapwall start FLAGS`; the others run as `node dist/kiosk/main.js COMMAND FLAGS` ' +
      'once `npm start` or `npm run build` has built them. Bad input ends with exit code 2.',
    ...sections,
  ]);
}

async function help(name: string): Promise<string> {
  const command = ['--import', 'tsx', 'kiosk/main.ts', name, '--help'];
  const { stdout } = await run(process.execPath, command, { cwd: ROOT });
  return `\`\`\`text\n${stdout.trimEnd()}\n\`\`\``;
}
