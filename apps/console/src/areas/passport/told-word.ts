import { word, type Word } from '../../format/words';
import { words } from '../../texts/en/words';

/** The reader's word for a value as passports write it, such as `risk_officer`; an unknown one stays as it is. */
export function toldWord<Kind extends 'role' | 'environment' | 'decision'>(kind: Kind, told: string): string {
  const value = told.toUpperCase();
  return Object.hasOwn(words[kind], value) ? word(kind, value as Word<Kind>) : told;
}
