import { screen } from '@testing-library/react';
import { exampleEvidence } from '../../../testing/fairness-evidence';
import { renderPart } from '../../../testing/render';
import { AuditFigures } from './audit-figures';

const show = (evidence: object | null, { isSuppressed = false, attributes = ['sex'] } = {}) =>
  renderPart(<AuditFigures auditId="1" attributes={attributes} />, {
    FairnessEvidence: () => ({
      fairnessAudit: {
        __typename: 'FairnessAudit',
        id: '1',
        evidence: evidence === null ? null : JSON.stringify(evidence),
        isSuppressed,
      },
    }),
  });

describe('AuditFigures', () => {
  it('FX-4 says in a sentence why figures are not shown', async () => {
    show(null, { isSuppressed: true });
    const why = /numbers of few people could be read from them\. Ask a .* or auditor, who sees them/;
    expect(await screen.findByText(why)).toBeTruthy();
    expect(screen.queryByRole('slider')).toBeNull();
  });

  it('FX-4 says of an audit without such evidence that it has none, and of one without scores what is missing', async () => {
    show(null);
    await screen.findByText(/made before audits kept the counts/);
    show(exampleEvidence({ hasScores: false }));
    await screen.findByText(/have no score/);
    expect(screen.queryByRole('slider')).toBeNull();
  });
});
