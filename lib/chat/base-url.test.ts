import { expect, test } from 'vitest';
import { readBaseUrl } from './base-url';

test.each([
  ['https://api.example.com/v1', 'https://api.example.com/v1'],
  [' https://api.example.com/v1/// ', 'https://api.example.com/v1'],
  ['https://api.example.com/v1?key=1#x', 'https://api.example.com/v1'],
  ['api.example.com/v1', 'https://api.example.com/v1'],
  ['HTTPS://API.Example.com:8443', 'https://api.example.com:8443'],
  ['localhost:1234/v1', 'http://localhost:1234/v1'],
  ['127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['[::1]:8080/v1', 'http://[::1]:8080/v1'],
  ['http://192.168.1.20:8080', 'http://192.168.1.20:8080'],
  ['http://172.16.0.1', 'http://172.16.0.1'],
  ['http://[fd12:3456::1]', 'http://[fd12:3456::1]'],
  ['http://gpu-box:8000', 'http://gpu-box:8000'],
  ['gpu.local', 'http://gpu.local'],
])('"%s" is used as %s', (typed, url) => {
  expect(readBaseUrl(typed)).toEqual({ type: 'usable', url });
});

test.each([
  'http://api.example.com/v1',
  'http://8.8.8.8',
  'http://172.32.0.1',
  'http://127.0.0.1.example.com',
  'http://localhost.example.com',
  'http://10.example.com.',
  'http://[2606:4700::1111]',
])('"%s" would be overheard', (typed) => {
  expect(readBaseUrl(typed)).toEqual({ type: 'insecure' });
});

test.each(['', 'https://', 'ftp://example.com', 'https://me:secret@example.com', 'a b', '://'])(
  '"%s" is no address',
  (typed) => {
    expect(readBaseUrl(typed)).toEqual({ type: 'invalid' });
  },
);

test('digits that merely look like a private address are a name', () => {
  expect(readBaseUrl('http://10.evil.example')).toEqual({ type: 'insecure' });
  expect(readBaseUrl('http://127.evil.example')).toEqual({ type: 'insecure' });
});
