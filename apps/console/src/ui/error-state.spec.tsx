import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { fireEvent, screen } from '@testing-library/react';
import { renderPart } from '../testing/render';
import { ErrorState } from './error-state';

const errorOf = (code: string) =>
  new CombinedGraphQLErrors({
    errors: [{ message: 'There is no promotion x.', extensions: { code, requestId: 'r1' } }],
  });

describe('ErrorState', () => {
  it('offers another try of what failed, with the request', () => {
    const onRetry = jest.fn();
    renderPart(<ErrorState error={errorOf('INTERNAL')} onRetry={onRetry} />);
    expect(screen.getByRole('alert').textContent).toContain('Request id: r1');
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  it('offers no other try of what is not there', () => {
    renderPart(<ErrorState error={errorOf('NOT_FOUND')} onRetry={() => undefined} />);
    expect(screen.getByRole('alert').textContent).toContain('There is no promotion x.');
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });
});
