import {
  attemptText,
  eventsText,
  everyEvent,
  messageText,
  readableBody,
  stateText,
  webhookState,
  type Webhook,
} from './webhook';

const webhook: Webhook = {
  ...{ __typename: 'Webhook', id: '1', url: 'https://example.org/', description: 'Chat', events: [] },
  ...{ createdAt: '2026-11-01T00:00:00.000Z', previousUntil: null, failingSince: null, retryAt: null },
  createdBy: { __typename: 'Actor', id: '2', name: 'Ada Admin' },
  ...{ disabledAt: null, disabledBy: null, disabledReason: null },
};

describe('the state of a webhook', () => {
  it('is well, failing, paused by somebody or stopped by the server, and says since when', () => {
    const failing = { ...webhook, failingSince: '2026-11-02T10:00:00.000Z' };
    const retried = { ...failing, retryAt: '2026-11-02T10:05:00.000Z' };
    const disabledAt = '2026-11-03T10:00:00.000Z';
    const paused: Webhook = {
      ...{ ...failing, disabledAt, disabledReason: 'ASKED' },
      disabledBy: { __typename: 'Actor', id: '2', name: 'Ada Admin' },
    };
    const gone: Webhook = { ...webhook, disabledAt, disabledReason: 'GONE' };
    expect([webhook, failing, paused, gone].map(webhookState)).toEqual([
      'well',
      'failing',
      'paused',
      'stopped',
    ]);
    expect([webhook, retried, paused].map(stateText)).toEqual([
      'Well',
      'Accepts nothing since 2026-11-02 10:00 UTC. It is tried again at 2026-11-02 10:05 UTC.',
      'Paused at 2026-11-03 10:00 UTC by Ada Admin. What happens meanwhile waits.',
    ]);
    expect(stateText(gone)).toContain('(410)');
  });
});

describe('eventsText', () => {
  it('names a few in the order of the catalogue, and counts the rest of many', () => {
    expect(eventsText(['MONITOR_RAN', 'PROMOTION_VOTED'])).toBe(
      'Somebody voted on a promotion and Monitor ran',
    );
    expect(eventsText(everyEvent.slice(0, 3))).not.toContain('other');
    expect(eventsText(everyEvent.slice(0, 4))).toBe(
      'Promotion requested, Somebody voted on a promotion and 2 others',
    );
    expect(eventsText([...everyEvent].reverse())).toBe('everything');
  });
});

describe('messageText', () => {
  it('has a word for every type that can be sent, and shows another as it is', () => {
    const types = everyEvent.map((event) => event.toLowerCase());
    const dotted = types.map((type) =>
      type.replace(/^(promotion|policy|evidence|model|monitor|fairness)_/, '$1.'),
    );
    expect(messageText('promotion.gates_refreshed')).toBe('Gates of a promotion evaluated again');
    expect(messageText('webhook.ping')).toBe('Test');
    expect(messageText('moon.landed')).toBe('moon.landed');
    expect(dotted.filter((type) => type.includes('.') && messageText(type) === type)).toEqual([]);
  });
});

describe('attemptText', () => {
  const attempt = { __typename: 'WebhookAttempt' as const, begunAt: webhook.createdAt };
  const endedAt = webhook.createdAt;

  it('says what the receiver answered, why there was no answer, or that none is there yet', () => {
    expect(attemptText({ ...attempt, endedAt, status: 204, fault: null })).toBe('Accepted with status 204');
    expect(attemptText({ ...attempt, endedAt, status: 500, fault: 'REFUSED' })).toBe(
      'Refused by the receiver (status 500)',
    );
    expect(attemptText({ ...attempt, endedAt, status: null, fault: 'TIMED_OUT' })).toBe(
      'No answer within 10 seconds',
    );
    expect(attemptText({ ...attempt, endedAt: null, status: null, fault: null })).toMatch(/^Under way/);
  });
});

describe('readableBody', () => {
  it('breaks JSON into lines and leaves anything else as it is', () => {
    expect(readableBody('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(readableBody('{"a"')).toBe('{"a"');
  });
});
