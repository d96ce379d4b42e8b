/** Commands of the operator: their arguments, and how they end. */

import { parseArgs } from 'node:util';
import * as cases from './cases.ts';
import { ConfigurationError } from './config.ts';
import { type FieldError, Problem } from './errors.ts';

/** A command; `flags` are what it may be given: the flag of each value, by the name of the value. */
export interface Command {
  readonly help: readonly string[];
  readonly flags?: Readonly<Record<string, string>>;
  readonly run: (values: Readonly<Record<string, string>>) => Promise<void>;
}

/** The commands that there are, by their names. */
export type Commands = Readonly<Record<string, Command>>;

interface Chosen {
  readonly command: Command;
  readonly values: Readonly<Record<string, string>>;
}

const PROGRAM = 'node src/cli.ts';

/** Run the command that the arguments name; returns the exit code. */
export async function runCommand(commands: Commands, given: readonly string[]): Promise<number> {
  let chosen: Chosen | null;
  try {
    chosen = choose(commands, given);
  } catch (error) {
    console.error(`${usage(commands)}\n\nerror: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  if (chosen === null) {
    console.log(usage(commands));
    return 0;
  }
  try {
    await chosen.command.run(chosen.values);
    return 0;
  } catch (error) {
    return told(error);
  }
}

/** Return what is to be run, null where help is asked for; throws what is wrong with the arguments. */
function choose(commands: Commands, [name = '', ...given]: readonly string[]): Chosen | null {
  if (['-h', '--help'].includes(name)) {
    return null;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    throw new Error(`one of these commands is needed: ${Object.keys(commands).join(', ')}`);
  }
  const flags = Object.entries(command.flags ?? {});
  const taken = Object.fromEntries(flags.map(([, flag]) => [flag, { type: 'string' as const }]));
  const options = { ...taken, help: { type: 'boolean' as const, short: 'h' } };
  const { values } = parseArgs({ args: given, options });
  const found: Readonly<Record<string, unknown>> = values;
  const sent = flags.map(([field, flag]) => [field, found[flag]] as const);
  const texts = sent.filter((pair): pair is readonly [string, string] => typeof pair[1] === 'string');
  return values.help === true ? null : { command, values: Object.fromEntries(texts) };
}

function usage(commands: Commands): string {
  const lines = Object.entries(commands).flatMap(([name, { help, flags = {} }]) => [
    `  ${[name, ...Object.values(flags).map((flag) => `[--${flag} …]`)].join(' ')}`,
    ...help.map((line) => `      ${line}`),
  ]);
  return [`usage: ${PROGRAM} <command>`, '', 'commands:', ...lines].join('\n');
}

/** Tell the operator what went wrong; returns the exit code. */
function told(error: unknown): number {
  if (error instanceof ConfigurationError) {
    console.error(error.message);
    return 2;
  }
  if (!(error instanceof Problem)) {
    throw error;
  }
  const ofFields = error.case.code === cases.VALIDATION_FAILED.code ? error.errors : [];
  for (const line of ofFields.length > 0 ? ofFields.map(lineOf) : [error.message]) {
    console.error(line);
  }
  return 1;
}

function lineOf({ pointer = '', message }: FieldError): string {
  return `${pointer.slice(1).replaceAll('/', '.')}: ${message}`;
}
