import { act, fireEvent, screen } from '@testing-library/react';
import { useState, type ReactElement } from 'react';
import type { Problem } from '../../app/errors';
import { renderPart } from '../../testing/render';
import { MakingFields } from './making-fields';
import { nothingTold } from './told-making';

function Form({ problem = null }: { problem?: Problem | null }): ReactElement {
  const [told, setTold] = useState(nothingTold);
  return (
    <form aria-label="Version">
      <MakingFields told={told} problem={problem} onTold={setTold} />
    </form>
  );
}

const field = (label: RegExp) => screen.getByRole<HTMLInputElement>('textbox', { name: label });
const type = (label: RegExp, value: string) => fireEvent.change(field(label), { target: { value } });
/** As the browser asks before it sends anything. */
function isValid(): boolean {
  let valid = false;
  act(() => {
    valid = screen.getByRole<HTMLFormElement>('form').checkValidity();
  });
  return valid;
}

describe('MakingFields', () => {
  it('asks for all of the code once something of it is told, and for nothing before', () => {
    renderPart(<Form />);
    expect(isValid()).toBe(true);
    fireEvent.click(
      screen.getByRole('checkbox', { name: 'There were changes that the commit does not hold' }),
    );
    expect([field(/^Repository/).required, field(/^Commit/).required]).toEqual([true, true]);
    expect(field(/^Digest of the lock file/).required).toBe(false);
    type(/^Repository/, 'https://example.org/x.git');
    type(/^Commit/, 'abc123');
    expect(isValid()).toBe(false);
    type(/^Commit/, `${'C'.repeat(64)} `);
    expect(isValid()).toBe(true);
  });

  it('asks for the digest with a list of packages, and names the line that cannot be read', () => {
    renderPart(<Form />);
    type(/^Packages/, 'numpy==1.26.4\nscipy>=1.14');
    expect(field(/^Digest of the lock file/).required).toBe(true);
    type(/^Digest of the lock file/, 'd'.repeat(64));
    const fault = 'Line 2 names no package with one version: “scipy>=1.14”.';
    expect(screen.queryByText(fault)).toBeNull();
    expect(isValid()).toBe(false);
    expect(screen.getByText(fault)).toBeTruthy();
    type(/^Packages/, 'numpy==1.26.4\nnumpy==2.0.0');
    expect(screen.queryByText(fault)).toBeNull();
    fireEvent.blur(field(/^Packages/));
    expect(screen.getByText('Line 2 names “numpy” a second time.')).toBeTruthy();
    type(/^Packages/, 'numpy==1.26.4\nscipy==1.14.1');
    expect(isValid()).toBe(true);
  });

  it('shows beside each field what the server says of it', () => {
    const cause = 'repository must hold no credentials: it is read by everybody.';
    const problem = { field: 'input.code.repository', cause } as Problem;
    renderPart(<Form problem={problem} />);
    expect(field(/^Repository/).getAttribute('aria-invalid')).toBe('true');
    expect(field(/^Commit/).getAttribute('aria-invalid')).toBeNull();
    expect(screen.getByText(cause)).toBeTruthy();
  });
});
