import { type OptionValues } from '../command';
import { UsageError } from '../usage-error';

/** What an option's number may be; both ends belong to it. */
export interface NumberRange {
  minimum?: number;
  maximum?: number;
  isWhole?: boolean;
}

/** The text of an option that may be left out. @throws UsageError when it is given without a text */
export function optionalText(values: OptionValues, option: string): string | undefined {
  const value = values[option.slice(2)];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value === '') throw new UsageError(`${option} needs a value.`);
  return value;
}

/** The text of an option that has to be given. @throws UsageError */
export function requiredText(values: OptionValues, option: string): string {
  const text = optionalText(values, option);
  if (text === undefined) throw new UsageError(`${option} is missing.`);
  return text;
}

/** The number of an option that may be left out. @throws UsageError when it is no finite number of the range */
export function optionalNumber(
  values: OptionValues,
  option: string,
  range: NumberRange = {},
): number | undefined {
  const text = optionalText(values, option);
  if (text === undefined) return undefined;
  const { minimum = -Infinity, maximum = Infinity, isWhole = false } = range;
  const value = /^\s*$/.test(text) ? NaN : Number(text);
  if (!Number.isFinite(value) || value < minimum || value > maximum || (isWhole && !Number.isInteger(value)))
    throw new UsageError(`${option} is ${describeRange(range)}, not "${text}".`);
  return value;
}

/** The choice of an option that may be left out. @throws UsageError that lists the choices */
export function oneOf<Choice extends string>(
  values: OptionValues,
  option: string,
  choices: readonly Choice[],
): Choice | undefined {
  const text = optionalText(values, option);
  if (text === undefined) return undefined;
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) throw new UsageError(`${option} is one of ${choices.join(', ')}, not "${text}".`);
  return choice;
}

/** What the help of a command with lists of names says about them. */
export const listHelp = `  A,B: names separated by commas; one that holds a comma in double quotes: '"a,b",c'`;

/**
 * Names separated by commas, given once or repeatedly; spaces belong to a name. As in CSV, a name that holds commas stands
 * in double quotes, doubled where they belong to it.
 *
 * @throws UsageError on an empty or a repeated name, or a quote that is not closed
 * @example listOption({ columns: '"a,b",c' }, '--columns') // ['a,b', 'c']
 */
export function listOption(values: OptionValues, option: string): string[] | undefined {
  const value = values[option.slice(2)];
  if (value === undefined) return undefined;
  const names = (Array.isArray(value) ? value : [value]).flatMap((text) => namesOf(String(text), option));
  if (names.includes('')) throw new UsageError(`${option} holds an empty name.`);
  const repeated = names.find((name, at) => names.indexOf(name) !== at);
  if (repeated !== undefined) throw new UsageError(`${option} names "${repeated}" twice.`);
  return names;
}

function namesOf(text: string, option: string): string[] {
  const names: string[] = [];
  for (let at = 0; at <= text.length;) {
    const name = /"(?:[^"]|"")*"(?=,|$)|(?!")[^,]*/y;
    name.lastIndex = at;
    const found = name.exec(text)?.[0];
    if (found === undefined)
      throw new UsageError(
        `${option} opens a double quote that does not close before a comma or the end; one that belongs to a name is doubled within quotes.`,
      );
    names.push(found.startsWith('"') ? found.slice(1, -1).replaceAll('""', '"') : found);
    at += found.length + 1;
  }
  return names;
}

function describeRange({ minimum, maximum, isWhole = false }: NumberRange): string {
  const kind = isWhole ? 'a whole number' : 'a number';
  if (minimum !== undefined && maximum !== undefined) return `${kind} from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${kind} of at least ${minimum}`;
  return maximum === undefined ? kind : `${kind} of at most ${maximum}`;
}
