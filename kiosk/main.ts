#!/usr/bin/env node
/** `tapwall COMMAND [FLAGS]`: finds the command, turns failures into one line and an exit code. */
import { findCommand } from './cli/commands.ts';
import { printFailure } from './cli/failure.ts';

try {
  const { command, args } = findCommand(process.argv.slice(2));
  process.exitCode = await command(args);
} catch (error) {
  process.exitCode = printFailure(error);
}
