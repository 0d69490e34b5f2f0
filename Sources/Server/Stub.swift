import CGD
import CQREncode
import CZip
import Hummingbird
import HummingbirdTLS
import Mustache
import _CryptoExtras
