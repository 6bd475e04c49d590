// What must not be committed: paths of one machine, and hosts of package registries.

const forbidden = [
  { what: 'a path of one machine', pattern: /(?<![\w.~-])\/(?:work|farm|root|home\/\w+|Users\/\w+)\// },
  { what: 'a path of one machine', pattern: /\/tmp\/[a-z_]*jobs/ },
  {
    what: 'the host of a package registry',
    pattern: /registry\.(?:npmjs|yarnpkg)|npmjs\.org|deb\.debian|archive\.ubuntu/,
  },
  { what: 'the host of a package registry', pattern: /pypi\.org|files\.pythonhosted|repo1?\.maven/ },
];

/**
 * @param {{ path: string, text: string }[]} files
 * @returns {string[]} one problem per line at fault
 */
export function checkWords(files) {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => {
      const found = forbidden.find(({ pattern }) => pattern.test(line));
      return found ? [`${path}:${index + 1}: ${found.what}: ${line.trim().slice(0, 100)}`] : [];
    }),
  );
}
