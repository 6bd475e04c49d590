import { answerValue } from './answer-value';
import { type Task } from './task';

const read = (task: Task, text: string) => {
  try {
    return answerValue(task, { text, line: 3, column: 'y', field: 'uploadId' });
  } catch (error) {
    return error as { code: string; place: object };
  }
};

describe('answerValue', () => {
  it.each(['1', '1.0', 'true', 'True', ' 1 '])('reads the binary %j as 1', (text) => {
    expect(read('binary', text)).toBe('1');
  });

  it.each(['0', '0.0', '-0', 'FALSE'])('reads the binary %j as 0', (text) => {
    expect(read('binary', text)).toBe('0');
  });

  it('names the place of what is no answer', () => {
    const place = { field: 'uploadId', line: 3, column: 'y' };
    expect(read('binary', 'yes')).toMatchObject({ code: 'NOT_A_NUMBER', place });
    expect(read('binary', '2')).toMatchObject({ code: 'BAD_INPUT', place });
    expect(read('binary', 'NaN')).toMatchObject({ code: 'BAD_INPUT', place });
    expect(read('regression', 'inf')).toMatchObject({ code: 'NOT_A_NUMBER', place });
  });

  it('writes numbers in one form and leaves classes as they are', () => {
    expect([read('regression', '1.50'), read('ranking', '1e2'), read('multiclass', ' cat ')]).toEqual([
      ...['1.5', '100', ' cat '],
    ]);
  });
});
