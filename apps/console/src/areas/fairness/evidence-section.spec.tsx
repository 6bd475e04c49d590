import { screen } from '@testing-library/react';
import { renderPart } from '../../testing/render';
import { EvidenceSection } from './evidence-section';

const audit = { id: 'a1', evidenceDigest: 'c'.repeat(64) };

describe('EvidenceSection', () => {
  it('FX-13 has the whole digest and the commands that check the evidence without the server', () => {
    renderPart(<EvidenceSection audit={{ ...audit, isSuppressed: false }} />);
    expect(screen.getByText('c'.repeat(64))).toBeTruthy();
    const commands = screen.getByLabelText<HTMLTextAreaElement>(/^Check it without this server/).value;
    expect(commands).toBe('sha256sum fairness-audit-a1.json\ncountersign verify fairness-audit-a1.json');
  });

  it('FX-13 offers nobody evidence that is hidden from him', () => {
    renderPart(<EvidenceSection audit={{ ...audit, isSuppressed: true }} />);
    expect(screen.queryByLabelText(/^Check it without this server/)).toBeNull();
    expect(screen.getByText(/Your role sees the summary/)).toBeTruthy();
  });
});
