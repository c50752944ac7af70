"""Words for invented directives and tasks; what every province has bears its real name, nothing else does."""

from __future__ import annotations

# A list of words takes as few lines as it can.
# fmt: off

VERBS = (
    "Rà soát", "Kiểm tra", "Đôn đốc", "Tổng hợp tình hình", "Công khai kết quả", "Hoàn thiện quy định về",
    "Xây dựng kế hoạch về", "Chấn chỉnh", "Đánh giá", "Khắc phục hạn chế trong", "Theo dõi", "Hướng dẫn thực hiện",
    "Phân công trách nhiệm về", "Cập nhật số liệu về", "Tuyên truyền về", "Tổ chức đối thoại về",
)
MATTERS = (
    "giải quyết thủ tục hành chính đúng hạn", "quy trình nội bộ tiếp nhận và trả kết quả", "giờ giấc làm việc sau kỳ nghỉ",
    "chế độ báo cáo định kỳ", "văn thư và lưu trữ hồ sơ điện tử", "tiếp công dân và xử lý đơn", "sử dụng chữ ký số",
    "số hóa kết quả còn hiệu lực", "dịch vụ công trực tuyến", "cơ sở dữ liệu dùng chung", "giải ngân vốn đầu tư",
    "an toàn thực phẩm ở bếp ăn tập thể", "trường học đạt chuẩn", "trạm y tế và quản lý sức khỏe", "nước sạch nông thôn",
    "thu gom rác thải sinh hoạt", "hồ sơ đất đai tồn đọng", "trật tự xây dựng", "an toàn giao thông trên đường tỉnh",
    "hộ nghèo và hộ cận nghèo", "vị trí việc làm và biên chế", "quy tắc ứng xử nơi công sở", "họp trực tuyến và giảm giấy tờ",
    "phân cấp và ủy quyền", "kiến nghị của doanh nghiệp", "tài sản công dôi dư", "đào tạo lại công chức",
    "đánh giá hằng tháng theo kết quả công việc", "kết luận kiểm tra chưa thực hiện xong", "phòng chống thiên tai",
    "công trình thủy lợi nhỏ", "hợp tác xã kiểu mới", "quảng cáo ngoài trời", "bảo tồn di tích và lễ hội",
    "hỗ trợ người lao động mất việc", "chi thường xuyên và tiết kiệm", "đấu thầu qua mạng", "chỉ số hài lòng của người dân",
    "trang thông tin điện tử thành phần", "nhiệm vụ quá hạn kéo dài", "phối hợp giữa các ngành", "cụm công nghiệp",
)
SCOPES = (
    "tại bộ phận một cửa", "ở các xã, phường", "trong toàn ngành", "thuộc phạm vi quản lý", "ở đơn vị trực thuộc",
    "trên địa bàn được giao", "từ khâu tiếp nhận đến khâu trả kết quả", "theo từng lĩnh vực", "ở nơi có nhiều phản ánh",
    "tại các phòng chuyên môn", "trên môi trường mạng", "qua hệ thống theo dõi nhiệm vụ",
)
WAYS = (
    "phân công rõ người phụ trách và người phối hợp", "lập danh mục việc kèm thời hạn cho từng việc",
    "đối chiếu số liệu với sổ theo dõi của văn phòng", "chọn ngẫu nhiên hồ sơ để kiểm tra",
    "lấy ý kiến người dân và doanh nghiệp đã làm thủ tục", "nêu rõ nguyên nhân của từng trường hợp chậm",
    "gắn kết quả với đánh giá, xếp loại cuối năm", "chuyển ngay nội dung vượt thẩm quyền lên cấp trên",
    "đưa nội dung này vào giao ban hằng tháng", "cử công chức có kinh nghiệm hỗ trợ nơi còn lúng túng",
    "dùng chung biểu mẫu để số liệu so sánh được", "công khai tiến độ trên trang thông tin điện tử",
    "rà lại quy chế phối hợp khi phát hiện chỗ chồng chéo", "kiểm tra lại sau ba tháng ở nơi đã nhắc nhở",
    "không yêu cầu nộp thêm giấy tờ ngoài quy định", "ghi nhận cách làm tốt để phổ biến",
)
GOALS = (
    "bảo đảm mỗi việc chỉ một cơ quan chủ trì", "để kết quả được ghi nhận đúng hạn", "không để hồ sơ tồn sang kỳ sau",
    "giảm thời gian chờ của người dân", "giữ kỷ luật, kỷ cương trong thực thi công vụ", "tránh báo cáo trùng lặp",
    "để số liệu giữa các báo cáo khớp nhau", "làm rõ trách nhiệm của người đứng đầu", "bảo đảm minh bạch và dễ kiểm tra",
    "nâng mức hài lòng ở các lần khảo sát sau", "chấm dứt tình trạng đùn đẩy việc", "sử dụng tiết kiệm nguồn lực",
)
FAULTS = (
    "còn chậm so với yêu cầu", "chưa đồng đều giữa các nơi", "đã có chuyển biến nhưng chưa vững", "còn dựa vào nhắc nhở",
    "chưa có số liệu đáng tin cậy", "thiếu người theo dõi thường xuyên", "còn phụ thuộc vào một vài công chức",
    "đạt kế hoạch nhưng tốn thời gian", "chưa gắn với trách nhiệm người đứng đầu", "cần được kiểm tra lại trong năm",
)
INDICATORS = (
    ("Tỷ lệ hồ sơ giải quyết đúng hạn", "tổng số hồ sơ đến hạn trong kỳ"),
    ("Tỷ lệ hồ sơ nộp trực tuyến", "tổng số hồ sơ tiếp nhận"),
    ("Tỷ lệ kết quả được số hóa", "tổng số kết quả đã trả"),
    ("Tỷ lệ quy trình nội bộ được công khai", "tổng số quy trình nội bộ"),
    ("Tỷ lệ kiến nghị được trả lời", "tổng số kiến nghị tiếp nhận"),
    ("Tỷ lệ công chức được tập huấn", "số công chức có mặt đầu năm"),
)
OFFICES = (
    ("so-noi-vu", "Sở Nội vụ", "SNV"), ("so-tai-chinh", "Sở Tài chính", "STC"), ("so-tu-phap", "Sở Tư pháp", "STP"),
    ("so-xay-dung", "Sở Xây dựng", "SXD"), ("so-y-te", "Sở Y tế", "SYT"), ("so-cong-thuong", "Sở Công Thương", "SCT"),
    ("so-giao-duc", "Sở Giáo dục và Đào tạo", "SGDDT"), ("so-khoa-hoc", "Sở Khoa học và Công nghệ", "SKHCN"),
    ("so-van-hoa", "Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL"), ("so-nong-nghiep", "Sở Nông nghiệp và Môi trường", "SNNMT"),
    ("so-ngoai-vu", "Sở Ngoại vụ", "SNgV"), ("so-dan-toc", "Sở Dân tộc và Tôn giáo", "SDTTG"),
)
DESKS = (("nc", "Phòng Nội chính"), ("kt", "Phòng Kinh tế"), ("vx", "Phòng Văn xã"), ("th", "Phòng Tổng hợp"))
OWN_SYMBOLS = {"quyet-dinh": "QĐ-UBND", "ke-hoach": "KH-UBND", "chi-thi": "CT-UBND"}
NAMES = {
    "quyet-dinh": "Quyết định", "ke-hoach": "Kế hoạch", "bao-cao": "Báo cáo", "thong-bao": "Thông báo", "cong-van": "Công văn",
    "chi-thi": "Chỉ thị", "cong-dien": "Công điện", "nghi-dinh": "Nghị định", "luat": "Luật",
}
FORMS = {"bao-cao": "BC", "thong-bao": "TB", "ke-hoach": "KH"}
SHORTS = {slug: short for slug, _, short in OFFICES} | {"thanh-tra": "TT", "van-phong": "VP"}
