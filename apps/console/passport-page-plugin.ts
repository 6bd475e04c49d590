import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Plugin } from 'vite';

const template = new URL('src/passport-page/verify.html', import.meta.url);

/** Puts the one script of a build into the page, which lets no other script run and nothing be fetched. */
export function passportPage(): Plugin {
  return {
    name: 'passport-page',
    generateBundle(_, bundle) {
      const [name, chunk] = Object.entries(bundle)[0] ?? [];
      if (name === undefined || chunk?.type !== 'chunk') throw new Error('The page has one script.');
      delete bundle[name];
      // Within a script these would end it, or begin a comment.
      const code = chunk.code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--').trim();
      const policy = `'sha256-${createHash('sha256').update(code).digest('base64')}'`;
      const source = readFileSync(template, 'utf8')
        .replace('<script></script>', () => `<script>${code}</script>`)
        .replace('{{policy}}', policy);
      this.emitFile({ type: 'asset', fileName: 'verify.html', source });
    },
  };
}
