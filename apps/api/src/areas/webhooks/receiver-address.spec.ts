import { receiverFault } from './receiver-address';

const strict = { privateHosts: new Set<string>(), plainLoopback: true };
const listed = {
  privateHosts: new Set(['127.0.0.1', '[::1]', 'localhost', 'hooks.corp']),
  plainLoopback: true,
};

// [what it is, the address, what is wrong with it]
const refused: [string, string, RegExp][] = [
  ['no address', 'hooks', /no address/],
  ['an empty one', '', /no address/],
  ['http', 'http://example.org/', /https/],
  ['a file', 'file:///etc/passwd', /https/],
  ['a script', 'javascript:alert(1)', /https/],
  ['a name and a password', 'https://a:b@example.org/', /neither a name/],
  ['a name alone', 'https://a@example.org/', /neither a name/],
  ['a fragment', 'https://example.org/#x', /fragment/],
  ['loopback', 'https://127.0.0.1/', /not public/],
  ['loopback as one number', 'https://2130706433/', /not public/],
  ['loopback in hexadecimal', 'https://0x7f000001/', /not public/],
  ['loopback in octal', 'https://0177.0.0.1/', /not public/],
  ['loopback of two parts', 'https://127.1/', /not public/],
  ['loopback in wide digits', 'https://１２７.0.0.1/', /not public/],
  ['loopback, encoded', 'https://%31%32%37.0.0.1/', /not public/],
  ['loopback, IPv6', 'https://[::1]/', /not public/],
  ['loopback, mapped', 'https://[::ffff:127.0.0.1]/', /not public/],
  ['loopback, mapped in hexadecimal', 'https://[::ffff:7f00:1]/', /not public/],
  ['every address', 'https://0.0.0.0/', /not public/],
  ['every address, as nothing', 'https://0/', /not public/],
  ['every address, IPv6', 'https://[::]/', /not public/],
  ['private', 'https://10.1.2.3/', /not public/],
  ['private, in the middle', 'https://172.20.0.1:8443/', /not public/],
  ['private, at home', 'https://192.168.1.1/', /not public/],
  ['private, as one number', 'https://167837953/', /not public/],
  ['metadata of clouds', 'https://169.254.169.254/latest/meta-data/', /not public/],
  ['metadata of clouds, IPv6', 'https://[fd00:ec2::254]/', /not public/],
  ['metadata of clouds through NAT64', 'https://[64:ff9b::a9fe:a9fe]/', /not public/],
  ['link-local, IPv6', 'https://[fe80::1]/', /not public/],
  ['unique local', 'https://[fc00::1]/', /not public/],
  ['6to4 to loopback', 'https://[2002:7f00:1::]/', /not public/],
  ['shared by carriers', 'https://100.64.0.1/', /not public/],
  ['multicast', 'https://224.0.0.1/', /not public/],
];

describe('addresses of receivers', () => {
  it.each(refused)('WH-4 refuses %s: %s', (_what, address, reason) => {
    expect(receiverFault(address, strict)).toMatch(reason);
  });

  it.each([
    'https://example.org/',
    'https://example.org:8443/a/b?token=c',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
    'https://HOOKS.example.org/',
    'https://münchen.example/',
  ])('WH-4 takes %s', (address) => {
    expect(receiverFault(address, strict)).toBeNull();
  });

  it('WH-4 takes hosts of the list wherever they are, and http on this machine alone', () => {
    expect(receiverFault('https://hooks.corp/', listed)).toBeNull();
    expect(receiverFault('http://hooks.corp/', listed)).toMatch(/https/);
    for (const host of ['127.0.0.1', '[::1]', 'localhost'])
      expect([host, receiverFault(`http://${host}:8080/`, listed)]).toEqual([host, null]);
    expect(receiverFault('http://127.0.0.2/', listed)).toMatch(/https/);
    expect(receiverFault('http://127.0.0.1/', { ...listed, plainLoopback: false })).toMatch(/https/);
    expect(receiverFault('http://127.0.0.1/', strict)).toMatch(/https/);
  });
});
