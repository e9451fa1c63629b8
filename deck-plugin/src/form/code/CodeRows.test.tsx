import { click, control, redLines, saved, showForm, type } from '../../testing/showForm';

describe('the code', () => {
  it('is given by bucket and key or by an address, and switching between them loses nothing', () => {
    const shown = showForm('Aws.LambdaUpdateCodeStage', { s3bucket: 'builds', s3key: 'a.zip' });

    click('button', 'Use an s3:// URI instead');
    type('S3 URI', 's3://builds/b.zip');
    const address = saved(shown.stage);
    click('button', 'Use bucket and key instead');

    expect(address).toEqual({ codeUri: 's3://builds/b.zip' });
    expect(saved(shown.stage)).toEqual({ s3bucket: 'builds', s3key: 'a.zip' });
  });

  it('shows both if the stage has both, with the problem', () => {
    const { container } = showForm('Aws.LambdaUpdateCodeStage', {
      s3bucket: 'builds',
      s3key: 'a.zip',
      codeUri: 's3://builds/b.zip',
    });

    expect(control('S3 bucket')).toHaveProperty('value', 'builds');
    expect(redLines(container)).toEqual(['S3 URI cannot be combined with S3 bucket or S3 key; use one or the other.']);
  });
});
