import { FewAtATime } from './fewAtATime';

/** Work that ends when it is told to. */
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

it('begins with no more than it may, and goes on in the order of asking', async () => {
  const begun: string[] = [],
    few = new FewAtATime(2);
  const works = ['a', 'b', 'c', 'd'].map((name) => work(name, begun));
  const answers = works.map(({ run }) => few.run(run));
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

it('passes on what fails, and makes room for the next all the same', async () => {
  const few = new FewAtATime(1);

  const [failed, next] = await Promise.allSettled([
    few.run(() => Promise.reject(new Error('away'))),
    few.run(() => Promise.resolve('there')),
  ]);

  expect(failed).toMatchObject({ status: 'rejected', reason: new Error('away') });
  expect(next).toEqual({ status: 'fulfilled', value: 'there' });
});
