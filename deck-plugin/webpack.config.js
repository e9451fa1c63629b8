const { join } = require('node:path');
const webpack = require('webpack');

/** Deck offers its own copies of these to plugins; a second React, core or formik would break its forms. Source: core's plugin loader. */
const SHARED = /^(?:react|react-dom|lodash|rxjs|prop-types|@spinnaker\/core|@uirouter\/(?:core|react))$/;
const shared = ({ request }, callback) =>
  SHARED.test(request)
    ? callback(null, `window.spinnaker.plugins.sharedLibraries.${request.replace(/\W/g, '_')}`)
    : callback();

/** One ES module: Deck imports it natively, and Gate serves a plugin's assets by a single path segment, so there can be no chunks. */
module.exports = {
  mode: 'production',
  target: ['web', 'es2020'],
  context: __dirname,
  devtool: false,
  entry: './src/index.ts',
  experiments: { outputModule: true },
  output: {
    path: join(__dirname, 'dist'),
    filename: 'index.js',
    module: true,
    library: { type: 'module' },
    clean: true,
  },
  externalsType: 'var',
  externals: [shared],
  resolve: { extensions: ['.tsx', '.ts', '.js'] },
  module: {
    rules: [
      { test: /\.tsx?$/, loader: 'ts-loader', options: { transpileOnly: true, compilerOptions: { noEmit: false } } },
      { test: /[\\/]stage-contract[\\/]src[\\/]/, sideEffects: false },
    ],
  },
  plugins: [
    new webpack.optimize.LimitChunkCountPlugin({ maxChunks: 1 }),
    // Zod carries its messages in fifty languages; ours are written out in the contract, so none of them is read.
    new webpack.NormalModuleReplacementPlugin(/[\\/]locales[\\/]index\.js$/, join(__dirname, 'noLocales.js')),
  ],
  performance: { hints: false },
};
