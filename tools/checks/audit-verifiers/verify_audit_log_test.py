"""The parts of verify_audit_log.py against the published vectors of their standards."""

import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))

sys.dont_write_bytecode = True

import verify_audit_log as audit  # noqa: E402


class Rfc6962(unittest.TestCase):
    """The tree of certificate-transparency's reference implementation."""

    leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    def test_roots(self):
        tree = audit.Tree()
        self.assertEqual(tree.root().hex(), self.roots[0])
        for leaf, root in zip(self.leaves, self.roots[1:]):
            tree.append(audit.leaf_hash(bytes.fromhex(leaf)))
            self.assertEqual(tree.root().hex(), root)


class Rfc8032(unittest.TestCase):
    """Section 7.1, and what has to be refused."""

    vectors = [
        (
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd"
            "25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c3"
            "87b2eaeb4302aeeb00d291612bb0c00",
        ),
        (
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594"
            "a7c15e9716ed28dc027beceea1ec40a",
        ),
    ]

    def test_signatures(self):
        for key, message, signature in self.vectors:
            public, message = audit.PublicKey(bytes.fromhex(key)), bytes.fromhex(message)
            signature = bytes.fromhex(signature)
            self.assertTrue(public.verifies(signature, message))
            self.assertFalse(public.verifies(signature, message + b"x"))
            for place in range(64):
                changed = bytearray(signature)
                changed[place] ^= 1
                self.assertFalse(public.verifies(bytes(changed), message))

    def test_keys_that_are_none(self):
        low_order = [
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        ]
        not_canonical = [
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0100000000000000000000000000000000000000000000000000000000000080",
        ]
        no_point = ["0200000000000000000000000000000000000000000000000000000000000000"]
        for key in low_order + not_canonical + no_point:
            with self.assertRaises(ValueError):
                audit.PublicKey(bytes.fromhex(key))


class Rfc8785(unittest.TestCase):
    """Appendix B (numbers) and section 3.2.3 (order of members), and what is no JSON."""

    numbers = {
        "0000000000000000": "0",
        "8000000000000000": "0",
        "0000000000000001": "5e-324",
        "8000000000000001": "-5e-324",
        "7fefffffffffffff": "1.7976931348623157e+308",
        "4340000000000000": "9007199254740992",
        "c340000000000000": "-9007199254740992",
        "4430000000000000": "295147905179352830000",
        "44b52d02c7e14af5": "9.999999999999997e+22",
        "44b52d02c7e14af6": "1e+23",
        "44b52d02c7e14af7": "1.0000000000000001e+23",
        "444b1ae4d6e2ef4e": "999999999999999700000",
        "444b1ae4d6e2ef4f": "999999999999999900000",
        "444b1ae4d6e2ef50": "1e+21",
        "3eb0c6f7a0b5ed8c": "9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d": "0.000001",
        "41b3de4355555553": "333333333.3333332",
        "41b3de4355555556": "333333333.3333334",
        "41b3de4355555557": "333333333.33333343",
        "becbf647612f3696": "-0.0000033333333333333333",
        "43143ff3c1cb0959": "1424953923781206.2",
    }

    def test_numbers(self):
        import struct

        for bits, text in self.numbers.items():
            self.assertEqual(audit.number_text(struct.unpack(">d", bytes.fromhex(bits))[0]), text)

    def test_order_of_members(self):
        text = '{"\\u20ac":1,"\\r":2,"\\ufb33":3,"1":4,"\\ud83d\\ude00":5,"\\u0080":6,"\\u00f6":7}'
        value, ordinary = audit.read_json(text)
        expected = '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\U0001f600":5,"\ufb33":3}'
        self.assertEqual(audit.canonical_bytes(value, ordinary).decode(), expected)

    def test_depth(self):
        text = "[" * 1000 + "]" * 1000
        value, ordinary = audit.read_json(text)
        self.assertEqual(audit.canonical_bytes(value, ordinary).decode(), text)
        for deeper in ("[" + text + "]", '{"a":' + text + "}", "[" * 100000 + "]" * 100000):
            value, ordinary = audit.read_json(deeper)
            with self.assertRaises(audit.BadJson):
                audit.canonical_bytes(value, ordinary)
        wide = "[" + "[],{}," * 2000 + "[]]"
        value, ordinary = audit.read_json(wide)
        self.assertEqual(audit.canonical_bytes(value, ordinary).decode(), wide)

    def test_no_json(self):
        texts = '{"a":1,"a":2}|[1,]|{|"\\ud8|01|1 2|nul|[NaN]|Infinity|{"a" 1}||{"a":1,}|"\x01"|-|[1|{"a":[1,2}|\ufeff1'
        for text in texts.split("|"):
            with self.assertRaises(audit.BadJson, msg=text):
                audit.read_json(text)

    def test_no_canonical_form(self):
        for text in ('"\\ud800"', '{"\\udc00":1}', "1e400", "[-1e999]"):
            with self.assertRaises(audit.BadJson, msg=text):
                value, ordinary = audit.read_json(text)
                audit.canonical_bytes(value, ordinary)


if __name__ == "__main__":
    unittest.main()
