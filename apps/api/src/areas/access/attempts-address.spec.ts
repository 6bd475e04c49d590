import { clientAddress } from './attempts-address';

const from = (remoteAddress: string | undefined, forwarded?: string) => ({
  headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  socket: { remoteAddress },
});

describe('the client address', () => {
  it.each([
    ['no proxy is believed unasked', from('192.0.2.1', '203.0.113.9'), 0, '192.0.2.1'],
    ['one proxy wrote the last entry', from('10.0.0.1', '203.0.113.9, 192.0.2.2'), 1, '192.0.2.2'],
    ['two proxies wrote the last two', from('10.0.0.1', 'made-up, 192.0.2.2, 10.0.0.2'), 2, '192.0.2.2'],
    ['fewer entries than proxies', from('192.0.2.3', '203.0.113.9'), 2, '192.0.2.3'],
    ['no header behind a proxy', from('192.0.2.3'), 1, '192.0.2.3'],
    ['an entry that is no address', from('192.0.2.3', 'unknown'), 1, '192.0.2.3'],
    ['IPv4 in IPv6', from('::ffff:192.0.2.4'), 0, '192.0.2.4'],
    ['IPv6 counts by its network', from('2001:DB8:1:2:3:4:5:6'), 0, '2001:db8:1:2::/64'],
    ['IPv6 cut short', from('2001:db8::7'), 0, '2001:db8:0:0::/64'],
    ['IPv6 with leading zeros', from('10.0.0.1', '2001:0db8:0001:0002::1'), 1, '2001:db8:1:2::/64'],
    ['IPv6 loopback', from('::1'), 0, '0:0:0:0::/64'],
    ['a zone', from('fe80::1%eth0'), 0, 'fe80:0:0:0::/64'],
    ['a socket that is gone', from(undefined), 0, ''],
  ] as const)('A-41 %s', (_what, sender, proxies, expected) => {
    expect(clientAddress(sender, proxies)).toBe(expected);
  });
});
