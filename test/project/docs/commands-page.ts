/** docs/reference/commands.md: what each command prints about itself when asked with `--help`. */
import { COMMANDS, findCommand } from '../../../kiosk/cli/commands.ts';
import { page, type Page } from './markdown.ts';

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

/** In this process: a process per command would take longer than everything else here. */
async function help(name: string): Promise<string> {
  const { command, args } = findCommand([name, '--help']);
  let text = '';
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (chunk: Uint8Array | string): boolean => {
    text += chunk.toString();
    return true;
  };
  try {
    await command(args);
  } finally {
    process.stdout.write = write;
  }
  return `\`\`\`text\n${text.trimEnd()}\n\`\`\``;
}
