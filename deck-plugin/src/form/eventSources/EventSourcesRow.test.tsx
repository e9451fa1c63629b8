import { fireEvent, screen, within } from '@testing-library/react';
import { click, control, redLines, saved, showForm, type, type ShownForm } from '../../testing/showForm';

const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:orders';
const STREAM = 'arn:aws:kinesis:us-east-1:123456789012:stream/clicks';

function show(eventSources: unknown): ShownForm {
  const shown = showForm('Aws.LambdaDeploymentStage', { ...(eventSources === undefined ? {} : { eventSources }) });
  const closed = screen.queryByRole('button', { name: /^Event sources/, expanded: false });
  if (closed !== null) fireEvent.click(closed);
  return shown;
}
const sourcesOf = (shown: ShownForm): unknown => (saved(shown.stage) as Record<string, unknown>)['eventSources'];

describe('event sources', () => {
  it('are rows with their settings in a few words, and are not changed by being shown', () => {
    const { container, changes } = show([
      { arn: QUEUE, batchSize: 5, windowSeconds: 9, enabled: false },
      { arn: STREAM, filters: ['{"a":[1]}', '{"b":[2]}'], startingPosition: 'LATEST' },
      { arn: QUEUE },
    ]);

    expect([1, 2, 3].map((number) => (control(`ARN of event source ${number}`) as HTMLInputElement).value)).toEqual([
      QUEUE,
      STREAM,
      QUEUE,
    ]);
    expect([...container.querySelectorAll('[data-source] .lst-hint')].map((line) => line.textContent)).toEqual([
      'batch size 5, batching window 9 s, enabled false Edit',
      'starting position LATEST, filters 2 Edit',
      'AWS’s defaults Edit',
    ]);
    expect(changes).toEqual([]);
  });

  it('are added with the focus on their ARN, and written as the contract reads them', () => {
    const shown = show(undefined);

    click('button', 'Add event source');
    const focused = document.activeElement?.getAttribute('aria-label');
    type('ARN of event source 1', QUEUE);
    fireEvent.change(within(control('Event source 1')).getByLabelText('Batch size'), { target: { value: '10' } });
    type('Batching window', '5');
    type('Filters', '{"body":{"kind":["order"]}}\n\n{"body":{"kind":["refund"]}}');
    type('Maximum concurrency', '20');
    type('On-failure destination', STREAM);
    click('radio', 'TRIM_HORIZON');
    click('radio', 'No');

    expect(focused).toBe('ARN of event source 1');
    expect(sourcesOf(shown)).toEqual([
      {
        arn: QUEUE,
        batchSize: 10,
        windowSeconds: 5,
        filters: ['{"body":{"kind":["order"]}}', '{"body":{"kind":["refund"]}}'],
        maximumConcurrency: 20,
        onFailureArn: STREAM,
        startingPosition: 'TRIM_HORIZON',
        enabled: false,
      },
    ]);
    expect(redLines(shown.container).filter((line) => /event source/i.test(line))).toEqual([]);
  });

  it('are removed one by one, and the field goes with the last one', () => {
    const shown = show([{ arn: QUEUE }, { arn: STREAM }]);

    click('button', 'Remove event source 1');
    const rest = sourcesOf(shown);
    click('button', 'Remove event source 1');

    expect(rest).toEqual([{ arn: STREAM }]);
    expect(sourcesOf(shown)).toBeUndefined();
  });

  it('count their problems from 1, each in its own row, with the remedy for an unknown name', () => {
    const shown = show([{ arn: QUEUE }, { arn: 'x', batchSize: 0, batchSiz: 3 }, 7]);
    const lines = [...shown.container.querySelectorAll('[data-source]')].map((row) =>
      [...row.querySelectorAll('.lst-error')].map((line) => line.textContent?.trim().split(/[:;]| must| is /)[0]),
    );

    click('button', 'Remove batchSiz');

    expect(lines).toEqual([[], ['ARN', 'Batch size', 'batchSiz'], ['Event source 3']]);
    expect(sourcesOf(shown)).toEqual([{ arn: QUEUE }, { arn: 'x', batchSize: 0 }, 7]);
  });

  it('keep what no row can show: expressions, odd values, filters of several lines', () => {
    const odd = [
      {
        arn: '${parameters.queue}',
        enabled: '${parameters.on}',
        startingPosition: 'AT_TIMESTAMP',
        batchSize: { a: 1 },
      },
      { arn: QUEUE, filters: ['{\n}'] },
      'x',
    ];
    const shown = show(odd);

    click('button', 'Edit settings of event source 1');
    const options = screen
      .getAllByRole('radio', { checked: true })
      .map((radio) => radio.closest('label')?.textContent ?? '');
    click('button', 'Edit settings of event source 2');
    const filters = screen.queryByLabelText('Filters');
    type('Maximum concurrency', '3');

    expect(options).toEqual(expect.arrayContaining(['${parameters.on}', 'AT_TIMESTAMP']));
    expect(filters).toBeNull();
    expect(sourcesOf(shown)).toEqual([odd[0], { arn: QUEUE, filters: ['{\n}'], maximumConcurrency: 3 }, 'x']);
  });

  it('can be an expression as a whole', () => {
    const { changes } = show('${parameters.sources}');

    expect(control('Event sources as an expression')).toHaveProperty('value', '${parameters.sources}');
    expect(changes).toEqual([]);
  });
});
