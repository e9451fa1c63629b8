import { Semaphore } from './semaphore';

/** Work that ends when told to. */
function work(name: string, begun: string[]) {
  let end = (): void => undefined;
  const ended = new Promise<string>((resolve) => {
    end = () => {
      resolve(name);
    };
  });
  return {
    end: () => {
      end();
    },
    run: () => {
      begun.push(name);
      return ended;
    },
  };
}

it('runs at most as many tasks as its limit, and starts the others in arrival order', async () => {
  const begun: string[] = [],
    semaphore = new Semaphore(2);
  const works = ['a', 'b', 'c', 'd'].map((name) => work(name, begun));
  const answers = works.map(({ run }) => semaphore.run(run));
  await Promise.resolve();
  const atFirst = [...begun];

  works[1]?.end();
  await answers[1];
  const afterOne = [...begun];
  for (const { end } of works) end();

  expect(atFirst).toEqual(['a', 'b']);
  expect(afterOne).toEqual(['a', 'b', 'c']);
  expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd']);
});

it('passes a failure on and still starts the next task', async () => {
  const semaphore = new Semaphore(1);

  const [failed, next] = await Promise.allSettled([
    semaphore.run(() => Promise.reject(new Error('away'))),
    semaphore.run(() => Promise.resolve('there')),
  ]);

  expect(failed).toMatchObject({ status: 'rejected', reason: new Error('away') });
  expect(next).toEqual({ status: 'fulfilled', value: 'there' });
});

it('has its room again when tasks have ended, however many there were', async () => {
  const semaphore = new Semaphore(1);

  const answers: number[] = [];
  for (const number of [1, 2, 3]) answers.push(await semaphore.run(async () => number));

  expect(answers).toEqual([1, 2, 3]);
});
