import { type LookupAddress } from 'node:dns';
import { createServer, request } from 'node:http';
import { type AddressInfo } from 'node:net';
import { guardedConnection, isPublicAddress, NotPublic, publicLookup, type Resolve } from './public-address';

// [what it is, the address]
const notPublic: [string, string][] = [
  ['this host', '0.0.0.0'],
  ['this network', '0.1.2.3'],
  ['loopback', '127.0.0.1'],
  ['the end of loopback', '127.255.255.255'],
  ['private, 10/8', '10.1.2.3'],
  ['private, the start of 172.16/12', '172.16.0.0'],
  ['private, the end of 172.16/12', '172.31.255.255'],
  ['private, 192.168/16', '192.168.1.1'],
  ['shared by carriers', '100.64.0.1'],
  ['metadata of a cloud in the shared network', '100.100.100.200'],
  ['link-local', '169.254.0.1'],
  ['metadata of most clouds', '169.254.169.254'],
  ['metadata of containers', '169.254.170.2'],
  ['metadata of one cloud', '168.63.129.16'],
  ['protocol assignments', '192.0.0.192'],
  ['documentation 1', '192.0.2.1'],
  ['documentation 2', '198.51.100.1'],
  ['documentation 3', '203.0.113.1'],
  ['6to4 relays', '192.88.99.1'],
  ['benchmarks', '198.18.0.1'],
  ['the end of benchmarks', '198.19.255.255'],
  ['multicast', '224.0.0.1'],
  ['the end of multicast', '239.255.255.255'],
  ['reserved', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['this host, IPv6', '::'],
  ['loopback, IPv6', '::1'],
  ['loopback written out', '0:0:0:0:0:0:0:1'],
  ['an IPv4 address, mapped', '::ffff:127.0.0.1'],
  ['a mapped one in hexadecimal', '::ffff:a9fe:a9fe'],
  ['a mapped private one', '::ffff:10.0.0.1'],
  ['an IPv4 address, compatible', '::127.0.0.1'],
  ['an IPv4 address, translated', '::ffff:0:127.0.0.1'],
  ['NAT64 to loopback', '64:ff9b::7f00:1'],
  ['NAT64 to metadata', '64:ff9b::169.254.169.254'],
  ['NAT64 of this network alone', '64:ff9b:1::808:808'],
  ['discard', '100::1'],
  ['link-local, IPv6', 'fe80::1'],
  ['link-local with a zone', 'fe80::1%eth0'],
  ['a public address with a zone', '2606:4700::1111%eth0'],
  ['site-local, deprecated', 'fec0::1'],
  ['unique local', 'fc00::1'],
  ['metadata of a cloud, unique local', 'fd00:ec2::254'],
  ['multicast, IPv6', 'ff02::1'],
  ['Teredo', '2001::1'],
  ['ORCHID', '2001:20::1'],
  ['documentation, IPv6', '2001:db8::1'],
  ['more documentation', '3fff::1'],
  ['6to4 to loopback', '2002:7f00:1::'],
  ['segment routing', '5f00::1'],
  ['unassigned', '4000::1'],
  ['an address in other numbers', '0x7f.0.0.1'],
  ['an address with leading zeros', '0127.0.0.1'],
  ['an address of two parts', '127.1'],
  ['an address as one number', '2130706433'],
  ['an address in brackets', '[::1]'],
  ['a name', 'example.org'],
  ['nothing', ''],
];

const publicOnes: [string, string][] = [
  ['IPv4', '8.8.8.8'],
  ['before 10/8', '9.255.255.255'],
  ['after 10/8', '11.0.0.0'],
  ['before the shared network', '100.63.255.255'],
  ['after the shared network', '100.128.0.0'],
  ['after 172.16/12', '172.32.0.0'],
  ['after benchmarks', '198.20.0.0'],
  ['the last before multicast', '223.255.255.255'],
  ['IPv6', '2606:4700:4700::1111'],
  ['IPv6 after the protocols', '2001:200::1'],
  ['a public one, mapped', '::ffff:8.8.8.8'],
  ['a public one through NAT64', '64:ff9b::808:808'],
];

describe('A-57 which addresses the server may be made to call', () => {
  it.each(notPublic)('takes %s (%s) for not public', (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(publicOnes)('takes %s (%s) for public', (_, address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

/** Answers each question with the next of these lists. */
function resolver(...answers: LookupAddress[][]): { resolve: Resolve; asked: string[] } {
  const asked: string[] = [];
  const resolve: Resolve = (name, _options, done) => {
    asked.push(name);
    done(null, answers[asked.length - 1] ?? []);
  };
  return { resolve, asked };
}

interface Found {
  error: Error | null;
  address: string | LookupAddress[];
}

const look = (resolve: Resolve, all: boolean) =>
  new Promise<Found>((found) => {
    publicLookup(resolve)('issuer.example', { all }, (error, address) => found({ error, address }));
  });

describe('the look-up that pins what it looked at', () => {
  const open = { address: '8.8.8.8', family: 4 };
  const closed = { address: '169.254.169.254', family: 4 };

  it('hands out the addresses that it checked, in one question', async () => {
    const { resolve, asked } = resolver([open], [closed]);
    expect(await look(resolve, true)).toEqual({ error: null, address: [open] });
    expect(asked).toEqual(['issuer.example']);
    expect(await look(resolve, false)).toEqual({ error: expect.any(NotPublic), address: '' });
  });

  it('condemns a name for one address of several, and a name without any', async () => {
    expect((await look(resolver([open, closed]).resolve, true)).error).toBeInstanceOf(NotPublic);
    expect((await look(resolver([]).resolve, false)).error).toBeInstanceOf(NotPublic);
  });

  it('tells a failure of the resolver as it is', async () => {
    const failure = Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
    const failing: Resolve = (_name, _options, done) => done(failure, []);
    expect((await look(failing, true)).error).toBe(failure);
  });
});

describe('a connection to an address that somebody typed', () => {
  const none = new Set<string>();

  it.each(['http://127.0.0.1/', 'https://[::1]/', 'https://2130706433/', 'https://[::ffff:10.0.0.1]:8443/'])(
    'refuses %s before anything is sent',
    (url) => {
      expect(() => guardedConnection(new URL(url), none)).toThrow(NotPublic);
    },
  );

  it('refuses a name that leads to this machine, and calls it once the operator lists it', async () => {
    let calls = 0;
    const server = createServer((_request, response) => {
      calls += 1;
      response.end('here');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = new URL(`http://localhost:${(server.address() as AddressInfo).port}/`);
    const call = (hosts: ReadonlySet<string>) =>
      new Promise<unknown>((done) => {
        const options = { ...guardedConnection(url, hosts), family: 4 };
        request(url, options, (response) => done(response.resume().statusCode))
          .on('error', done)
          .end();
      });
    try {
      expect(await call(none)).toBeInstanceOf(NotPublic);
      expect(calls).toBe(0);
      expect(await call(new Set(['localhost']))).toBe(200);
      expect(calls).toBe(1);
    } finally {
      await new Promise((done) => server.close(done));
    }
  });
});
