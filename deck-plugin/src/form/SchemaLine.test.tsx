import { SETTINGS } from '@spinnaker/core';
import { screen } from '@testing-library/react';
import { showForm } from '../testing/showForm';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const fresh = { type: ROUTE, name: 'AWS Lambda Route', refId: '1', requisiteStageRefIds: [], isNew: true };

describe('the JSON Schema of a stage', () => {
  afterEach(() => {
    Reflect.deleteProperty(SETTINGS, 'lambdaStages');
  });

  it.each([
    ['/schemas/', `${window.location.origin}/schemas`],
    ['https://lambda-stages.example.com/schemas', 'https://lambda-stages.example.com/schemas'],
  ])('served at %s: a new stage names it, and the form links to it', (schemas, base) => {
    Reflect.set(SETTINGS, 'lambdaStages', { schemas });

    const { stage } = showForm(ROUTE, { ...fresh });

    expect(stage).toMatchObject({ alias: 'preconfiguredWebhook', $schema: `${base}/route.schema.json` });
    expect(screen.getByText('route.schema.json').getAttribute('href')).toBe(`${base}/route.schema.json`);
    expect(screen.getByText('pipeline.schema.json').getAttribute('href')).toBe(`${base}/pipeline.schema.json`);
  });

  it.each([[undefined], [{}], [{ schemas: 7 }], [{ schemas: 'javascript:alert(1)' }], [{ schemas: '' }]])(
    'with the setting %j: nothing is said of it',
    (setting) => {
      Reflect.set(SETTINGS, 'lambdaStages', setting);

      const { stage } = showForm(ROUTE, { ...fresh });

      expect(stage).toEqual({ ...fresh, alias: 'preconfiguredWebhook' });
      expect(screen.queryByText('route.schema.json')).toBeNull();
    },
  );

  it('is not written into a stage that exists', () => {
    Reflect.set(SETTINGS, 'lambdaStages', { schemas: '/schemas' });
    const existing = { ...fresh, isNew: undefined, alias: 'preconfiguredWebhook' };

    const { changes } = showForm(ROUTE, { ...existing });

    expect(changes).toEqual([]);
  });
});
