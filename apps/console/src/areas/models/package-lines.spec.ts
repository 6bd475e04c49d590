import { packageLines } from './package-lines';

const numpy = { name: 'numpy', version: '1.26.4' };

describe('packageLines', () => {
  it.each([
    [
      'pip freeze',
      'numpy==1.26.4\nscikit-learn==1.5.2\n',
      [numpy, { name: 'scikit-learn', version: '1.5.2' }],
    ],
    ['pip list', '  numpy      1.26.4\r\n', [numpy]],
    [
      'npm',
      '@scope/name@1.2.3\nexpress@5.1.0',
      [
        { name: '@scope/name', version: '1.2.3' },
        { name: 'express', version: '5.1.0' },
      ],
    ],
    [
      'pip-compile',
      '# made by hand\nnumpy==1.26.4 ; python_version >= "3.9" \\\n    --hash=sha256:ab \\\n    --hash=sha256:cd',
      [numpy],
    ],
    [
      'extras',
      'uvicorn[standard]==0.30.1+local.1  # the server',
      [{ name: 'uvicorn', version: '0.30.1+local.1' }],
    ],
    ['nothing', ' \n\n# only this\n', []],
  ])('reads what %s prints', (_what, list, packages) => {
    expect(packageLines(list)).toEqual({ packages });
  });

  it.each([
    'numpy',
    'numpy>=1.26',
    'numpy==1.*',
    'numpy==1.26,!=1.27',
    '-e git+https://example.org/x.git#egg=x',
    'x @ https://user:secret@example.org/x.whl',
    'one two three',
  ])('names the line that has no package with one version: %s', (line) => {
    expect(packageLines(`numpy==1.26.4\n\n${line}`)).toMatchObject({ line: 3, fault: 'unreadable' });
  });

  it('names a package that is there twice', () => {
    expect(packageLines('numpy==1.26.4\nnumpy==2.0.0')).toEqual({ line: 2, text: 'numpy', fault: 'twice' });
  });
});
