import { type ParseArgsConfig } from 'node:util';
import { type Report } from './output/report';

export type OptionValues = Record<string, string | boolean | (string | boolean)[] | undefined>;

export interface CommandInput {
  values: OptionValues;
  /** As many as the command names in `positionals`. */
  positionals: string[];
  /** Says on a terminal how far long work is; nothing elsewhere. The next text takes its place. */
  progress: (text: string) => void;
}

/** What a command answers: one JSON document, or the same for people. */
export interface CommandResult {
  json: Record<string, unknown>;
  /** For people; a plain text is printed as it is, for a shell to capture. */
  report: Report | string;
  /** Which --fail-on condition was met: exit code 1. */
  failed?: string;
  /** Said beside it, on standard error. */
  note?: string;
}

/** One command of the tool, as its file exports it. Its name and summary stand in the table of main.ts. */
export interface Command {
  usage: string;
  /** Names of the words after the command, such as FILE; all of them have to be given. */
  positionals?: readonly string[];
  /** Besides --json, --html and --help, which every command has. */
  options: NonNullable<ParseArgsConfig['options']>;
  /** Answers with a text instead of a report, so there is no page to write: --html is refused. */
  hasNoReport?: boolean;
  /** Throws UsageError on bad usage or bad input. */
  run: (input: CommandInput) => Promise<CommandResult>;
}
