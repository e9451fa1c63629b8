import { join } from 'node:path';

import type { Configuration } from 'webpack';
import webpack from 'webpack';

/**
 * How to bundle the page with the real Deck into `outputDir`. Not minified: it is only served to this machine, and
 * minifying would take longer than everything else together.
 */
export function webpackOptions(deckDir: string, outputDir: string): Configuration {
  return {
    mode: 'production',
    target: 'web',
    devtool: false,
    context: deckDir,
    entry: { deck: './entry.ts' },
    output: { path: outputDir, filename: '[name].js', assetModuleFilename: 'assets/[hash][ext]', publicPath: '/' },
    resolve: {
      extensions: ['.tsx', '.ts', '.mjs', '.js', '.json'],
      alias: {
        // Core imports its build's version file and the Kayenta package; neither is on npm.
        'root/version.json': join(deckDir, 'version.json'),
        '@spinnaker/kayenta': join(deckDir, 'kayenta.ts'),
        // Its ES build imports a name that one of its own files does not export.
        'react-virtualized$': 'react-virtualized/dist/commonjs',
      },
    },
    module: {
      rules: [
        { test: /\.tsx?$/, loader: 'ts-loader', options: { transpileOnly: true, compilerOptions: { noEmit: false } } },
        { test: /\.css$/, use: ['style-loader', { loader: 'css-loader', options: { sourceMap: false } }] },
        { test: /\.(svg|png|gif|jpe?g|woff2?|ttf|eot|otf)$/, type: 'asset/resource' },
      ],
    },
    optimization: { minimize: false, concatenateModules: false, splitChunks: false },
    plugins: [new webpack.optimize.LimitChunkCountPlugin({ maxChunks: 1 })],
    performance: false,
    infrastructureLogging: { level: 'error' },
  };
}
