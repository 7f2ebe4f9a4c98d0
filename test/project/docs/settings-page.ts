/** docs/reference/settings.md: settings of the programs and of a display. */
import { DISPLAY_SETTINGS } from '../../../broker/contract/settings.ts';
import { flagOf, SETTINGS, variableOf } from '../../../kiosk/config/settings.ts';
import { code, page, table, type Page } from './markdown.ts';
import { fieldsOf, limitsOf, typeOf, type JsonSchema } from './schema.ts';

export function settingsPage(): Page {
  const settings = Object.entries(SETTINGS as object as Record<string, JsonSchema>);
  const display = Object.entries(DISPLAY_SETTINGS as object as Record<string, JsonSchema>);
  return page('settings.md', [
    '# Settings',
    'Later sources win: default, configuration file (`tapwall.json` in the data folder, or `--config FILE`), environment, ' +
      'flag, and for displays the desired document from the hub. Which command takes which flag: `tapwall COMMAND --help`.',
    '## Programs',
    ...settings.map(([name, schema]) => program(name, schema)),
    '## Displays',
    'A manager changes these from the console; no restart is needed unless it says so.',
    table(
      ['Setting', 'Type', 'Default', 'Allowed', 'Restart', 'What it does'],
      display.map(([name, schema]) => [
        code(name),
        typeOf(schema),
        code(JSON.stringify(schema.default)),
        limitsOf(schema),
        schema['x-restart'] === true ? 'yes' : '',
        schema.description ?? '',
      ]),
    ),
  ]);
}

function program(name: string, schema: JsonSchema): string {
  const facts = [
    `Flag ${code(`--${flagOf(name)}`)}`,
    `environment ${code(variableOf(name))}`,
    `type: ${typeOf(schema)}`,
    `default: ${code(JSON.stringify(schema.default))}`,
    ...(limitsOf(schema) === '' ? [] : [`allowed: ${limitsOf(schema)}`]),
  ];
  const fields = fieldsOf(schema);
  const parts = [`### ${code(name)}`, schema.description ?? '', facts.join(' · ')];
  if (fields.length > 0)
    parts.push(
      table(
        ['Field', 'Type', 'Required', 'Allowed', 'Meaning'],
        fields.map((field) => [
          code(field.path.replace(/^\[\]\./, '')),
          typeOf(field.schema),
          field.required ? 'yes' : 'no',
          limitsOf(field.schema),
          field.schema.description ?? '',
        ]),
      ),
    );
  return parts.join('\n\n');
}
