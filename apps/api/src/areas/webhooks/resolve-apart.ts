import { type LookupAddress } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { type Resolve } from '../../server/public-address';

/** Milliseconds for a question, and how often it is asked. */
const patience = { timeout: 2_000, tries: 2 };

/**
 * Asks name servers without the few threads that all files and all other look-ups of the process share: a receiver whose
 * name server never answers would keep one of them busy. Knows no names but those of the DNS.
 */
export function resolveApart(servers?: readonly string[]): Resolve {
  return (name, { family }, done) => {
    const resolver = new Resolver(patience);
    if (servers) resolver.setServers(servers);
    const wanted = [4, 6].filter((version) => !family || version === family);
    const questions = wanted.map((version) => addressesOf(resolver, name, version));
    void Promise.allSettled(questions).then((answers) => {
      const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
      const [failed] = answers.flatMap((answer) =>
        answer.status === 'rejected' ? [answer.reason as NodeJS.ErrnoException] : [],
      );
      // Most names have addresses of one family alone.
      if (found.length > 0 || !failed) done(null, found);
      else done(failed, []);
    });
  };
}

async function addressesOf(resolver: Resolver, name: string, family: number): Promise<LookupAddress[]> {
  const addresses = await (family === 4 ? resolver.resolve4(name) : resolver.resolve6(name));
  return addresses.map((address) => ({ address, family }));
}
