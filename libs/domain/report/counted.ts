import { formatNumber } from './format-number';

/**
 * How many of something, for people: one in the singular, thousands with commas.
 *
 * @param n a whole number of 0 or more
 * @param one what is said of one, with its verb where it has one
 * @param many what is said of none and of several; `one` with an s where nothing is given
 * @example [counted(1, 'row'), counted(3742, 'row'), counted(2, 'person', 'people')] // ['1 row', '3,742 rows', '2 people']
 */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${formatNumber(n)} ${n === 1 ? one : many}`;
