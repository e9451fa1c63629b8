/** The one use of jQuery here is to put it on the window. */
declare module 'jquery' {
  const jquery: unknown;
  export default jquery;
}

declare module '*.css';
