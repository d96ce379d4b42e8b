import stylistic from '@stylistic/eslint-plugin';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** How the code is laid out; `--fix` lays it out so. */
export default defineConfig(
  { ignores: ['.cache'] },
  {
    files: ['**/*.ts', '**/*.js'],
    extends: [
      stylistic.configs.customize({
        indent: 2,
        quotes: 'single',
        semi: true,
        commaDangle: 'always-multiline',
        arrowParens: true,
        braceStyle: '1tbs',
        quoteProps: 'as-needed',
        jsx: false,
      }),
    ],
    languageOptions: { parser: tseslint.parser },
    rules: {
      curly: ['error', 'all'],
      // A chain of calls on lines of its own may be an operand.
      '@stylistic/indent-binary-ops': 'off',
      // A function as the last argument begins on the line of the call.
      '@stylistic/list-style': 'off',
      '@stylistic/max-len': [
        'error',
        {
          code: 110,
          ignoreRegExpLiterals: true,
          ignoreStrings: true,
          ignoreTemplateLiterals: true,
          ignoreUrls: true,
        },
      ],
      '@stylistic/operator-linebreak': ['error', 'before', { overrides: { '=': 'after' } }],
      '@stylistic/quote-props': ['error', 'as-needed', { numbers: true }],
    },
  },
);
