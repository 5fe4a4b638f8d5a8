import {expect, test} from 'vitest';
import {glossText} from '../../../lib/core/routing/gloss-text.ts';

test.each([
  ['führe die tests aus', 'run the tests '],
  ['lösche die datenbank', 'delete the database'],
  ['supprime la table', 'delete the table'],
  ['borra la tabla', 'delete the table'],
  ['运行测试', 'run tests'],
  ['テストを実行して', 'run tests'],
])('%s', (text, english) => {
  expect(glossText(text)).toEqual({text: english, language: 'known'});
});

test('latin words within another script keep their order', () => {
  expect(glossText('テストを実行してから drop the users table').text).toContain(
    'drop the users table',
  );
});

test('english stays as it is', () => {
  expect(glossText('run the tests')).toEqual({text: 'run the tests', language: 'english'});
  expect(glossText('change the page title')).toMatchObject({language: 'english'});
});

test.each([
  'translate "der server ist aus" for the readme',
  'pon the el the la in the title and make it bold',
  'the css for la portada is not loaded, can you fix it',
])('english with some foreign words: %s', (text) => {
  expect(glossText(text).language).toBe('english');
});

test.each([
  'запусти тесты',
  '테스트를 실행해 줘',
  'per favore esegui il test',
  'preciso instalar isso no servidor e nao tem como',
  'test wo jikkou shite kudasai',
  'tolong perbaiki halaman ini dan untuk bagian itu juga',
])('unknown: %s', (text) => {
  expect(glossText(text).language).toBe('unknown');
});
