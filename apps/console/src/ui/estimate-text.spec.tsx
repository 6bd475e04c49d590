import { renderPart } from '../testing/render';
import { estimateSentence, EstimateText } from './estimate-text';

const auc = {
  value: 0.9079415179,
  n: 5832,
  lower: 0.899,
  upper: 0.9155,
  confidenceLevel: 0.95,
  method: 'roc_auc',
  status: 'OK',
} as const;

describe('EstimateText', () => {
  it('shows value, interval and n', () => {
    const { container } = renderPart(<EstimateText estimate={auc} />);
    expect(container.querySelector('.cs-estimate')?.textContent).toBe(
      '0.9079, 95% interval 0.8990 to 0.9155, n = 5,832',
    );
  });

  it('says why there is no number', () => {
    const none = { ...auc, value: null, status: 'NOT_COMPUTABLE', reason: 'one class only' } as const;
    const { container } = renderPart(<EstimateText estimate={none} />);
    expect(container.textContent).toContain('unknown: one class only');
    expect(estimateSentence(none)).toBe('unknown: one class only');
  });

  it('makes one line for a sentence', () => {
    expect(estimateSentence(auc)).toBe('0.9079, 95% interval 0.8990 to 0.9155, n = 5,832');
  });
});
