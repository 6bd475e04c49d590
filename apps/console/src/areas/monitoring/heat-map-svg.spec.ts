import { resultOf } from '../../testing/results';
import { heatGrid } from './heat-map';
import { heatMapSvg } from './heat-map-svg';

describe('heatMapSvg', () => {
  it('is one well-formed drawing that says each verdict in words', () => {
    const grid = heatGrid([resultOf({ column: 'a<b', month: 11, verdict: 'ALERT', value: 0.4 })]);
    const drawing = new DOMParser().parseFromString(heatMapSvg(grid), 'image/svg+xml');
    expect(drawing.querySelector('parsererror')).toBeNull();
    expect([...drawing.querySelectorAll('text')].map((text) => text.textContent)).toEqual([
      '2021-11',
      'a<b',
      '0.400',
      'Alert',
    ]);
  });
});
