/** Where the sample pipeline looks for its code. As in AWS, it must be in the function's region. */
export const SAMPLE_BUCKET = { name: 'lambda-stages-samples', region: 'us-east-1' } as const;
