import { fireEvent, screen, within } from '@testing-library/react';
import { renderPart } from '../testing/render';
import { DataTable, type DataColumn } from './data-table';

interface Row {
  name: string;
  size: number | null;
}
const columns: readonly DataColumn<Row>[] = [
  { id: 'name', header: 'Name', value: (row) => row.name },
  { id: 'size', header: 'Size', numeric: true, value: (row) => row.size },
  { id: 'note', header: 'Note', value: () => 'x', sortable: false },
];
const rows: readonly Row[] = [
  { name: 'b', size: 10 },
  { name: 'c', size: null },
  { name: 'a', size: 9 },
];
const empty = { title: 'Things appear here', why: 'There are none yet.', next: 'Make one.' };
const table = (given: readonly Row[]) => (
  <DataTable caption="Things" columns={columns} rows={given} rowKey={(row) => row.name} empty={empty} />
);
const names = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('cell')[0]?.textContent);

describe('DataTable', () => {
  it('has a caption and keeps the order it is given', () => {
    renderPart(table(rows));
    expect(screen.getByRole('table', { name: 'Things' })).toBeTruthy();
    expect(names()).toEqual(['b', 'c', 'a']);
  });

  it('sorts by a header button, says so, and keeps missing values last both ways', () => {
    renderPart(table(rows));
    const header = screen.getByRole('columnheader', { name: /Size/ });
    const button = within(header).getByRole('button');
    expect(header.getAttribute('aria-sort')).toBe('none');
    fireEvent.click(button);
    const first = { sort: header.getAttribute('aria-sort'), names: names() };
    fireEvent.click(button);
    const second = { sort: header.getAttribute('aria-sort'), names: names() };
    expect([first, second]).toEqual(
      expect.arrayContaining([
        { sort: 'ascending', names: ['a', 'b', 'c'] },
        { sort: 'descending', names: ['b', 'a', 'c'] },
      ]),
    );
  });

  it('offers no sorting where there is nothing to sort by', () => {
    renderPart(table(rows));
    expect(within(screen.getByRole('columnheader', { name: 'Note' })).queryByRole('button')).toBeNull();
  });

  it('says what would be here when there is nothing', () => {
    renderPart(table([]));
    expect(screen.getByText('Things appear here')).toBeTruthy();
    expect(screen.getByText('There are none yet.')).toBeTruthy();
    expect(screen.getByText('Make one.')).toBeTruthy();
  });

  it('asks for the next page and says how much is shown', () => {
    const onMore = jest.fn();
    const more = { hasMore: true, loading: false, total: 7, onMore };
    renderPart(
      <DataTable
        caption="T"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.name}
        empty={empty}
        more={more}
      />,
    );
    expect(screen.getByText('3 of 7')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Load more' }));
    expect(onMore).toHaveBeenCalledTimes(1);
  });
});
