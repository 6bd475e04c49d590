import { screen } from '@testing-library/react';
import { renderPart } from '../testing/render';
import { VerdictBadge } from './verdict-badge';

describe('VerdictBadge', () => {
  it.each([
    ['OK', 'OK'],
    ['WARNING', 'Warning'],
    ['ALERT', 'Alert'],
    ['UNKNOWN', 'Unknown'],
    ['INSUFFICIENT_EVIDENCE', 'Insufficient evidence'],
  ] as const)('says %s in words and hides its icon from assistive technology', (verdict, text) => {
    const { container } = renderPart(<VerdictBadge verdict={verdict} />);
    expect(screen.getByText(text)).toBeTruthy();
    expect(container.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
  });

  it('draws another sign for each tone, so that colour is never alone', () => {
    const { container } = renderPart(
      <>
        <VerdictBadge verdict="OK" />
        <VerdictBadge verdict="WARNING" />
        <VerdictBadge verdict="ALERT" />
        <VerdictBadge verdict="UNKNOWN" />
      </>,
    );
    const shapes = [...container.querySelectorAll('path')].map((path) => path.getAttribute('d'));
    expect(new Set(shapes).size).toBe(4);
  });
});
