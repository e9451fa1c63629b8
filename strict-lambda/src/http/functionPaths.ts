/** Where AWS's API model puts functions. */
export const FUNCTIONS_PATH = '/2015-03-31/functions';

/** Where AWS's API model puts a single function, and below it most of what belongs to it. */
export const FUNCTION_PATH = `${FUNCTIONS_PATH}/{FunctionName}`;
