import { parseArgs } from 'node:util';
import { type Command, type OptionValues } from './command';
import { UsageError } from './usage-error';

/** A command's words, taken apart. */
export interface CommandLine {
  values: OptionValues;
  positionals: string[];
  isJson: boolean;
  isHelp: boolean;
  /** Where to write the page. */
  html: string | undefined;
}

/** Takes apart the words after a command's name. @throws UsageError with the usage, on anything the command does not know */
export function parseCommandLine(command: Command, words: string[]): CommandLine {
  const { values, positionals } = parsed(command, words);
  const { json, help, html, ...rest } = values as OptionValues;
  const wanted = command.positionals ?? [];
  if (!help && positionals.length !== wanted.length) {
    const extra = positionals[wanted.length];
    throw misused(
      command,
      extra === undefined
        ? `${wanted[positionals.length]} is missing.`
        : `There is one word too many: "${extra}".`,
    );
  }
  return {
    values: rest,
    positionals,
    isJson: json === true,
    isHelp: help === true,
    html: typeof html === 'string' ? html : undefined,
  };
}

function parsed(command: Command, args: string[]) {
  const options: Command['options'] = {
    ...command.options,
    json: { type: 'boolean' },
    help: { type: 'boolean' },
    ...(command.hasNoReport ? {} : { html: { type: 'string' } }),
  };
  const { tokens, ...words } = tokensOf(command, args, options);
  // The last one would win silently, and a gate go by another limit than its first reader thinks.
  const given = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== 'option' || options[token.name]?.multiple || options[token.name]?.type === 'boolean')
      continue;
    if (given.has(token.name)) throw misused(command, `${token.rawName} is given twice.`);
    given.add(token.name);
  }
  return words;
}

function tokensOf(command: Command, args: string[], options: Command['options']) {
  try {
    return parseArgs({ args, options, allowPositionals: true, tokens: true });
  } catch (error) {
    throw misused(command, (error as Error).message);
  }
}

const misused = ({ usage }: Command, reason: string): UsageError =>
  new UsageError(`${reason}\nusage: ${usage}`);
