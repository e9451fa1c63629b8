import React from 'react';

/** One column: its heading, its cell, and whether it contains figures (right-aligned). */
export interface Column<Row> {
  heading: string;
  cell: (row: Row) => React.ReactNode;
  isFigure?: boolean;
  isWide?: boolean;
}

interface DataTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  isTurned?: boolean;
}

const cellClass = ({ isFigure, isWide }: Pick<Column<never>, 'isFigure' | 'isWide'>): string =>
  `${isFigure === true ? 'lst-figure' : ''}${isWide === true ? ' lst-wide' : ''}`.trim();

/** What a cell shows that has nothing to show. */
export const NOTHING = '–';

const cellOf = <Row,>(column: Column<Row>, row: Row): React.ReactNode => {
  const content = column.cell(row);
  return content === '' || content === null ? NOTHING : content;
};

/** Whether a column has content in any row. */
const isFilled = <Row,>(column: Column<Row>, rows: readonly Row[]): boolean =>
  rows.some((row) => column.cell(row) !== '');

function TurnedTable<Row>({ label, columns, rows, keyOf }: DataTableProps<Row>): React.ReactElement {
  const [head, ...others] = columns;
  return (
    <table className="lst-data-table lst-turned" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{head?.heading}</th>
          {rows.map((row) => (
            <th key={keyOf(row)} scope="col" className="lst-figure">
              {head?.cell(row)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {others.map((column) => (
          <tr key={column.heading}>
            <th scope="row">{column.heading}</th>
            {rows.map((row) => (
              <td key={keyOf(row)} className="lst-figure">
                {cellOf(column, row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A table without its empty columns. Transposed, its rows become columns, for narrow places. */
export function DataTable<Row>(props: DataTableProps<Row>): React.ReactElement {
  const { label, rows, keyOf, isTurned = false } = props;
  const columns = props.columns.filter((column) => isFilled(column, rows));
  if (isTurned) return <TurnedTable {...props} columns={columns} />;
  return (
    <table className="lst-data-table" aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.heading} scope="col" className={cellClass(column)}>
              {column.heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map((column) => (
              <td key={column.heading} className={cellClass(column)}>
                {cellOf(column, row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
