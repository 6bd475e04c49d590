import { verifyPassport } from '@countersign/domain/passport';
import { examplePassport, exampleSigner } from '@countersign/domain/passport-example';
import { screen, within } from '@testing-library/react';
import { renderPart } from '../../testing/render';
import { isVouchedFor } from './check-passport';
import { contentsOf } from './contents';
import { PassportContents } from './passport-contents';
import { PassportReport } from './passport-report';

const keys = [exampleSigner.key];
const genuine = examplePassport();
const changed = genuine.slice();
changed[changed.length >> 1]! ^= 1;
const show = (result: ReturnType<typeof verifyPassport>) =>
  renderPart(<PassportReport fileName="mine.zip" result={result} />);
const row = (name: RegExp) => screen.getByRole('row', { name }).textContent;

describe('PassportReport', () => {
  it('shows every check with its word, and how many found nothing out', () => {
    show(verifyPassport(genuine, { keys }));
    expect(screen.getByText('Valid, with 2 of 17 checks unknown')).toBeTruthy();
    expect(within(screen.getByRole('table', { name: 'Checks' })).getAllByRole('row')).toHaveLength(18);
    expect(row(/^The key is the one I know/)).toMatch(/passed.*follows from the known key/);
    expect(row(/^Witnesses have seen the log/)).toMatch(/unknown/);
    expect(screen.getByText(/^mine\.zip says that version .* as champion in production/)).toBeTruthy();
  });

  it('counts what failed, and only quotes what a bad file claims', () => {
    show(
      verifyPassport(
        examplePassport(({ recorded }) => {
          recorded.people = [{ personId: 'riley', roles: [] }];
        }),
      ),
    );
    expect(screen.getByText(/^Not valid: \d checks? failed$/)).toBeTruthy();
    expect(row(/^The decision follows/)).toMatch(/failed/);
    expect(screen.getByText(/^mine\.zip claims that/)).toBeTruthy();
  });

  it('finds a changed byte, and quotes nothing of what cannot be read', () => {
    show(verifyPassport(changed, { keys }));
    expect(screen.getByText(/^Not valid: \d checks? failed$/)).toBeTruthy();
  });
});

describe('isVouchedFor', () => {
  it('takes a known key, and no failure', () => {
    expect(isVouchedFor(verifyPassport(genuine, { keys }))).toBe(true);
    expect(isVouchedFor(verifyPassport(genuine))).toBe(false);
    expect(isVouchedFor(verifyPassport(changed, { keys }))).toBe(false);
  });
});

describe('PassportContents', () => {
  const why = 'Left out for a reason.';
  const contents = contentsOf(genuine)!;
  const names = new Map([['riley', 'Riley Chen']]);

  it('names the people that the reader may know, and each vote', () => {
    renderPart(<PassportContents contents={contents} isVouchedFor names={names} whyLeftOut={why} />);
    expect(screen.getByRole('heading', { name: 'What it holds' })).toBeTruthy();
    expect(row(/^Riley Chen/)).toMatch(/Approved.*Risk officer/);
    expect(screen.queryByText(why)).toBeNull();
  });

  it('P-137 names both where somebody voted for another, by the printed name or the id where no other is known', () => {
    const [vote] = contents.votes;
    const votes = [{ ...vote!, onBehalfOf: 'iris' }];
    const printed = new Map([
      ['riley', 'R. Chen'],
      ['iris', 'I. Novak'],
    ]);
    const { rerender } = renderPart(
      <PassportContents
        contents={{ ...contents, votes, printed }}
        isVouchedFor
        {...{ names, whyLeftOut: why }}
      />,
    );
    expect(row(/^Riley Chen for I\. Novak/)).toMatch(/Approved/);
    rerender(<PassportContents contents={{ ...contents, votes }} isVouchedFor whyLeftOut={why} />);
    expect(row(/^riley/)).toMatch(/^riley.* for iris/);
  });

  it('P-125 says in words that it began as an emergency, and names what was waived', () => {
    const emergency = {
      ...{ incident: 'INC-7', proposerId: 'riley', confirmerId: 'mel' },
      ...{ from: '2026-01-01T10:00:00.000Z', until: '2026-01-01T14:00:00.000Z' },
    };
    const waiver = {
      ...{ title: 'Performance holds', personId: 'riley', roles: ['risk_officer'], round: 1 },
      ...{ found: 'It is 0.69.', reason: null },
    };
    const parts = { isVouchedFor: true, names, whyLeftOut: why };
    const { unmount } = renderPart(
      <PassportContents contents={{ ...contents, emergency, waivers: [waiver] }} {...parts} />,
    );
    expect(screen.getByRole('heading', { name: 'It began as an emergency' })).toBeTruthy();
    expect(screen.getByText(/served since .* before it was approved/)).toBeTruthy();
    expect(screen.getByText('INC-7')).toBeTruthy();
    const table = screen.getByRole('table', { name: 'Waived gates' });
    expect(within(table).getByRole('row', { name: /Performance holds/ }).textContent).toMatch(
      /It is 0\.69\..*Riley Chen.*Risk officer.*erased/,
    );
    unmount();
    renderPart(<PassportContents contents={contents} {...parts} />);
    expect(screen.queryByText(/emergency/)).toBeNull();
    expect(screen.queryByRole('table', { name: 'Waived gates' })).toBeNull();
  });

  it('says that nobody vouches for it, and why a document is left out', () => {
    const evidence = contents.evidence.map((each) => ({ ...each, isThere: false }));
    renderPart(
      <PassportContents contents={{ ...contents, evidence }} isVouchedFor={false} whyLeftOut={why} />,
    );
    expect(screen.getByRole('heading', { name: 'What it says that it holds' })).toBeTruthy();
    expect(row(/^Performance holds/)).toMatch(/left out/);
    expect(screen.getByText(why)).toBeTruthy();
  });
});
