import { type ParseArgsConfig } from 'node:util';

export type OptionValues = Record<string, string | boolean | (string | boolean)[] | undefined>;

/** What a command answers: one JSON document, or the same for people. */
export interface CommandResult {
  json: Record<string, unknown>;
  /** What a shell may capture. */
  text: string;
  /** Said beside it, on standard error. */
  note?: string;
}

/** One command of the tool. */
export interface Command {
  /** As typed, such as `token create`. */
  name: string;
  summary: string;
  usage: string;
  options: NonNullable<ParseArgsConfig['options']>;
  run: (values: OptionValues) => Promise<CommandResult>;
}
