#!/usr/bin/env node
/** `tapwall COMMAND [FLAGS]`: finds the command, turns failures into one line and an exit code. */
import { findCommand } from './cli/commands.ts';
import { printFailure } from './cli/failure.ts';
import { guardOutput } from './cli/standard-output.ts';

guardOutput(process, (error) => {
  process.exitCode = printFailure(error);
});
try {
  const { command, args } = findCommand(process.argv.slice(2));
  process.exitCode = (await command(args)) || process.exitCode;
} catch (error) {
  process.exitCode = printFailure(error);
}
