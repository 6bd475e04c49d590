import { parseNumberText } from '@countersign/engines/files';
import { Problem } from '../../server/problem';
import { answersWithNumber, type Task } from './task';

/** A prediction or label as the file writes it, and where it stands. */
export interface AnswerCell {
  text: string;
  line: number;
  column: string;
  /** The field of the request that named the file. */
  field: string;
}

/**
 * The stored form of a prediction or label: '0' or '1' where the task is binary (true and false are read as such),
 * shortest decimal text where it is a number, the class as written where there are several.
 *
 * @throws Problem with field, line and column: NOT_A_NUMBER, or BAD_INPUT where a binary answer is another number
 */
export function answerValue(task: Task, { text, line, column, field }: AnswerCell): string {
  if (task === 'multiclass') return text;
  const truth = task === 'binary' ? /^(true|false)$/i.exec(text.trim())?.[1] : undefined;
  if (truth) return truth.toLowerCase() === 'true' ? '1' : '0';
  const number = parseNumberText(text);
  const place = { field, line, column };
  const cell = `Line ${line}, column "${column}": "${text.slice(0, 80)}"`;
  if (number === undefined || (answersWithNumber(task) && !Number.isFinite(number)))
    throw new Problem('NOT_A_NUMBER', `${cell} is not a number.`, place);
  if (task === 'binary' && number !== 0 && number !== 1)
    throw new Problem('BAD_INPUT', `${cell} is neither 0 nor 1.`, place);
  // Adding 0 turns -0 into 0.
  return String(number + 0);
}
