import { screen } from '@testing-library/react';
import type { Problem } from '../app/errors';
import { renderPart } from '../testing/render';
import { ProblemAlert } from './refusal-alert';

const show = (problem: Problem): HTMLElement => {
  renderPart(<ProblemAlert problem={problem} />);
  return screen.getByRole('alert');
};

describe('ProblemAlert', () => {
  it('says that nothing was changed where the server said so, with the field and the request', () => {
    const problem = { cause: 'Too long.', code: 'BAD_INPUT', field: 'reason', requestId: 'r1' };
    const { textContent } = show(problem);
    expect(textContent).toContain('nothing was changed');
    expect(textContent).toContain('(field reason)');
    expect(textContent).toContain('Request id: r1');
  });

  it.each(['NETWORK', 'HTTP_502'])('does not claim to know what became of it after %s', (code) => {
    const { textContent } = show({ cause: 'No answer.', code });
    expect(textContent).toContain('it may have been recorded or not');
    expect(textContent).not.toContain('nothing was changed');
  });

  it('leads back into a session that ended beside the page, so that nothing typed is lost', () => {
    const alert = show({ cause: 'Sign in, or send a bearer token.', code: 'UNAUTHENTICATED' });
    expect(alert.textContent).not.toContain('bearer token');
    const link = screen.getByRole('link', { name: 'Sign in in another tab: what stands here stays.' });
    expect([link.getAttribute('href'), link.getAttribute('target')]).toEqual(['/sign-in', '_blank']);
  });
});
